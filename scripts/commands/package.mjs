import { build } from '../setup/build.mjs';
import { fail } from '../setup/console.mjs';
import { at, environmentFor, run } from '../setup/processes.mjs';

/**
 * `npm run package`: builds, and puts together under `release/` what installers for this platform hold. The release job
 * then has electron-builder add Electron and make the installers.
 * @param {string} node
 */
export function packageHere(node) {
  if (!build(node)) fail('the build failed (see above): nothing was put together');
  return run(node, [at('scripts', 'assemble-package.ts')], { env: environmentFor(node) });
}
