import { runKept } from '../setup/kept-output.mjs';
import { at } from '../setup/processes.mjs';

/** @typedef {import('../setup/kept-output.mjs').Ended} Ended */

/**
 * The checks every change must pass, by name. Each gives whether it holds; none depends on another.
 * @param {string} node
 * @returns {[string, () => Promise<Ended>][]}
 */
export function qualityChecks(node) {
  const tool = (/** @type {string[]} */ ...parts) => at('node_modules', ...parts);
  return [
    ['types', () => runKept(node, [tool('typescript', 'bin', 'tsc'), '-b', '--force'])],
    ['lint and import law', () => runKept(node, [tool('oxlint', 'bin', 'oxlint'), '--deny-warnings'])],
    ['house rules', () => runKept(node, [at('scripts', 'check-house.ts')])],
    ['unused code', () => runKept(node, [tool('knip', 'bin', 'knip.js'), '--no-progress'])],
    ['generated docs', () => runKept(node, [at('scripts', 'generate-docs.ts'), '--check'])],
    ['unit and contract tests', () => vitest(node, 'unit')],
  ];
}

/** Runs one of Vitest's projects; says whether all of it passed. */
export function vitest(/** @type {string} */ node, /** @type {string} */ project, /** @type {string[]} */ ...args) {
  return runKept(node, [at('node_modules', 'vitest', 'vitest.mjs'), 'run', '--project', project, ...args]);
}
