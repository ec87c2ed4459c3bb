import { ensureBuilt } from '../setup/build.mjs';
import { fail } from '../setup/console.mjs';
import { electronHere } from '../setup/electron.mjs';
import { at, environmentFor, stayWith } from '../setup/processes.mjs';

/**
 * `npm run desktop`: builds what changed and starts the desktop program with Electron's binary, where that is.
 * @param {string} node
 * @param {readonly string[]} args links, files and options of the program
 */
export function desktop(node, args) {
  const binary = electronHere();
  if (!binary) fail('Electron’s binary is not here. `npx install-electron` fetches it; `npm start -- --browser` shows the same pages in the browser without it');
  if (!ensureBuilt(node)) fail('the build failed (see above): nothing was started');
  stayWith(binary, [at(), ...args], { env: environmentFor(node) });
}
