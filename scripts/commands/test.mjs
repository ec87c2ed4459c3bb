import { ensureBrowser } from '../setup/browser.mjs';
import { ensureKeyring } from '../setup/keyring.mjs';
import { ensureReaders } from '../setup/readers.mjs';
import { ensureBuilt } from '../setup/build.mjs';
import { runKept } from '../setup/kept-output.mjs';
import { at } from '../setup/processes.mjs';
import { createSteps } from '../setup/steps.mjs';
import { qualityChecks, vitest } from './quality.mjs';

/** `npm test`: every check and every test. A failing step does not stop the others, so that one run tells everything. */
export async function test(/** @type {string} */ node) {
  const steps = createSteps();
  const missing = ensureReaders();
  if (missing.length > 0) steps.skip('documents read by other programs', `no ${missing.join(', ')} here, and none could be installed`);
  for (const [name, work] of qualityChecks(node)) await steps.run(name, work);
  await steps.run('simulation', () => vitest(node, 'simulation'));
  await steps.run('fuzz, a hundredth', () => vitest(node, 'fuzz'));
  const isBuilt = await steps.run('build', () => ensureBuilt(node));
  // What is built starts in half the time, and is what people get.
  if (isBuilt) process.env['AIWM_PROGRAM'] = at('dist', 'cli', 'cli', 'index.js');
  if (!ensureKeyring()) steps.skip('keychain tests', 'no gnome-keyring-daemon and dbus-daemon here, and none could be installed');
  await steps.run('scenario tests', () => vitest(node, 'scenarios'));
  if (isBuilt) await browserTests(node, steps);
  else steps.skip('browser tests', 'the build failed');
  return steps.close();
}

/**
 * @param {string} node
 * @param {ReturnType<typeof createSteps>} steps
 */
async function browserTests(node, steps) {
  const browser = ensureBrowser();
  if (!browser) {
    steps.skip('browser tests', 'no Chromium here and none could be installed: install one, or name it in AIWM_CHROMIUM');
    return;
  }
  await steps.run('browser tests', () => runKept(node, [at('node_modules', '@playwright', 'test', 'cli.js'), 'test'], { AIWM_CHROMIUM: browser }));
}

/** `npm run check`: what a change must pass before it is shown, in under two minutes. */
export async function check(/** @type {string} */ node) {
  const steps = createSteps();
  for (const [name, work] of qualityChecks(node)) await steps.run(name, work);
  return steps.close();
}
