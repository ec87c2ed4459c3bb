import { ensureBrowser } from '../setup/browser.mjs';
import { ensureKeyring } from '../setup/keyring.mjs';
import { ensureBuilt } from '../setup/build.mjs';
import { at, environmentFor, run } from '../setup/processes.mjs';
import { createSteps } from '../setup/steps.mjs';
import { qualityChecks, vitest } from './quality.mjs';

/** `npm test`: every check and every test. A failing step does not stop the others, so that one run tells everything. */
export function test(/** @type {string} */ node) {
  const steps = createSteps();
  for (const [name, work] of qualityChecks(node)) steps.run(name, work);
  steps.run('simulation', () => vitest(node, 'simulation'));
  if (!ensureKeyring()) steps.skip('keychain tests', 'no gnome-keyring-daemon and dbus-daemon here, and none could be installed');
  steps.run('scenario tests', () => vitest(node, 'scenarios'));
  if (steps.run('build', () => ensureBuilt(node))) browserTests(node, steps);
  else steps.skip('browser tests', 'the build failed');
  return steps.close();
}

/**
 * @param {string} node
 * @param {ReturnType<typeof createSteps>} steps
 */
function browserTests(node, steps) {
  const browser = ensureBrowser();
  if (!browser) {
    steps.skip('browser tests', 'no Chromium here and none could be installed: install one, or name it in AIWM_CHROMIUM');
    return;
  }
  const env = { ...environmentFor(node), AIWM_CHROMIUM: browser };
  steps.run('browser tests', () => run(node, [at('node_modules', '@playwright', 'test', 'cli.js'), 'test'], { env }) === 0);
}

/** `npm run check`: what a change must pass before it is shown, in under two minutes. */
export function check(/** @type {string} */ node) {
  const steps = createSteps();
  for (const [name, work] of qualityChecks(node)) steps.run(name, work);
  return steps.close();
}
