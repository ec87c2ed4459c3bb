import { at, environmentFor, run } from '../setup/processes.mjs';

/**
 * The checks every change must pass, by name. Each gives whether it holds; none depends on another.
 * @param {string} node
 * @returns {[string, () => boolean][]}
 */
export function qualityChecks(node) {
  const env = environmentFor(node);
  const passes = (/** @type {string[]} */ ...args) => run(node, args, { env }) === 0;
  const tool = (/** @type {string[]} */ ...parts) => at('node_modules', ...parts);
  return [
    ['types', () => passes(tool('typescript', 'bin', 'tsc'), '-b', '--force')],
    ['lint and import law', () => passes(tool('oxlint', 'bin', 'oxlint'), '--deny-warnings')],
    ['house rules', () => passes(at('scripts', 'check-house.ts'))],
    ['unused code', () => passes(tool('knip', 'bin', 'knip.js'), '--no-progress')],
    ['generated docs', () => passes(at('scripts', 'generate-docs.ts'), '--check')],
    ['unit and contract tests', () => vitest(node, 'unit')],
  ];
}

/** Runs one of Vitest's projects; says whether all of it passed. */
export function vitest(/** @type {string} */ node, /** @type {string} */ project, /** @type {string[]} */ ...args) {
  return run(node, [at('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project, ...args], { env: environmentFor(node) }) === 0;
}
