import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fail, say } from '../setup/console.mjs';
import { at, environmentFor } from '../setup/processes.mjs';

/**
 * `npm run dev`: a host that runs from source on a data directory of its own, and Vite serving the page in front of it.
 * One Ctrl+C ends both; when one ends, so does the other.
 * @param {string} node
 * @param {readonly string[]} args passed on to `aiwm serve`
 */
export function dev(node, args) {
  const env = environmentFor(node);
  const dataDirectory = args.includes('--data-dir') ? [] : ['--data-dir', at('.dev-data')];
  const host = spawn(node, ['--watch-preserve-output', '--watch-path=src/core', at('src', 'cli', 'index.ts'), 'serve', '--samples', ...dataDirectory, ...args], {
    env,
    cwd: at(),
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let page;
  const stop = () => {
    host.kill('SIGTERM');
    page?.kill('SIGTERM');
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, stop);
  host.on('error', (error) => fail(`the host did not start: ${error.message}`));
  host.on('exit', stop);

  createInterface({ input: host.stdout }).on('line', (line) => {
    const address = /(http:\/\/127\.0\.0\.1:\d+)(\S*)/u.exec(line);
    if (!address || page) {
      process.stdout.write(`${line}\n`);
      return;
    }
    const [, origin = '', ticket = ''] = address;
    page = startPage(node, { ...env, AIWM_DEV_HOST: origin });
    page.on('exit', stop);
    say(`the host is at ${origin}; open the page with the fragment ${ticket} after Vite's address`);
  });
}

/** Vite's own dev server; `AIWM_DEV_HOST` tells vite.config.ts where calls go. */
function startPage(/** @type {string} */ node, /** @type {NodeJS.ProcessEnv} */ env) {
  return spawn(node, [at('node_modules', 'vite', 'bin', 'vite.js')], { env, cwd: at(), stdio: 'inherit' });
}
