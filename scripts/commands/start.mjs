import { desktop } from './desktop.mjs';
import { electronHere, hasDisplay } from '../setup/electron.mjs';
import { ensureBuilt } from '../setup/build.mjs';
import { fail } from '../setup/console.mjs';
import { at, environmentFor, stayWith } from '../setup/processes.mjs';

/**
 * `npm start`: builds what changed and shows the app with the samples installed: in its own window where Electron's binary
 * is here and nothing else is asked for, else in the browser, as with `--browser`. There the address is printed by the app
 * itself, which also opens it; `--no-open` leaves the browser alone, every other argument goes through.
 * @param {string} node
 * @param {readonly string[]} args
 */
export function start(node, args) {
  if (args.length === 0 && electronHere() && hasDisplay()) {
    desktop(node, []);
    return;
  }
  if (!ensureBuilt(node)) fail('the build failed (see above): nothing was started');
  const rest = args.filter((arg) => arg !== '--no-open' && arg !== '--browser');
  const open = args.includes('--no-open') ? [] : ['--open'];
  const command = [at('dist', 'cli', 'cli', 'index.js'), 'serve', '--samples', ...open, ...rest];
  stayWith(node, ['--enable-source-maps', ...command], { env: environmentFor(node) });
}
