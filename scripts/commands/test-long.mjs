import { createSteps } from '../setup/steps.mjs';
import { vitest } from './quality.mjs';

/**
 * Tests that take as long as one lets them: the projects they stand in, run with `AIWM_LONG=1`, by which a suite takes
 * more seeds, more cycles, more states.
 * @type {readonly (readonly [name: string, project: string, ...tests: string[]])[]}
 */
const suites = [
  ['simulation', 'simulation', 'test/simulation'],
  ['properties', 'unit', 'test/domain/runtime/properties.test.ts'],
  ['edits', 'unit', 'test/domain/model/edit/random-walks.property.test.ts', 'test/renderer/designer/session/session-walks.property.test.ts'],
  ['vault', 'unit', 'test/adapters/vault'],
  ['fuzz', 'fuzz'],
  ['power', 'scenarios', 'test/scenarios/power'],
  ['kills', 'scenarios', 'test/scenarios/crash/kill-at-random-points.test.ts'],
];

/** `npm run test:long`: every long suite, or those whose names are given. */
export async function testLong(/** @type {string} */ node, /** @type {readonly string[]} */ names) {
  const steps = createSteps();
  process.env['AIWM_LONG'] = '1';
  for (const [name, project, ...tests] of suites) {
    if (names.length === 0 || names.includes(name)) await steps.run(`${name}, long`, () => vitest(node, project, ...tests));
  }
  return steps.close();
}
