import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fail, say } from '../setup/console.mjs';
import { at, environmentFor } from '../setup/processes.mjs';

const loopback = /http:\/\/127\.0\.0\.1:\d+/u;

/**
 * `npm run dev`: a host that runs from source on a data directory of its own and starts again when its source changes,
 * and Vite serving the page in front of it. One Ctrl+C ends both; when one ends, so does the other.
 * @param {string} node
 * @param {readonly string[]} args passed on to `aiwm serve`
 */
export async function dev(node, args) {
  const env = environmentFor(node);
  const own = args.includes('--data-dir') ? [] : ['--data-dir', at('.dev-data')];
  // A port that stays the same over restarts, so that Vite's proxy keeps finding the host.
  const port = args.includes('--port') ? [] : ['--port', String(await freePort())];
  const serve = ['--watch', '--watch-preserve-output', at('src', 'cli', 'index.ts'), 'serve', '--samples', ...own, ...port, ...args];
  const host = spawn(node, serve, { env, cwd: at(), stdio: ['inherit', 'pipe', 'inherit'] });
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
    const origin = loopback.exec(line)?.[0];
    process.stdout.write(`${line}\n`);
    if (!origin || page) return;
    const ticket = line.slice(line.indexOf(origin) + origin.length).split(/\s/u)[0] ?? '';
    page = startPage(node, { ...env, AIWM_DEV_HOST: origin }, ticket);
    page.on('exit', stop);
  });
}

/**
 * Vite's dev server; it reads in `AIWM_DEV_HOST` where calls go.
 * @param {string} node
 * @param {NodeJS.ProcessEnv} env
 * @param {string} ticket the end of the host's own link, which lets the page in
 */
function startPage(node, env, ticket) {
  const page = spawn(node, [at('node_modules', 'vite', 'bin', 'vite.js')], { env: { ...env, NO_COLOR: '1' }, cwd: at(), stdio: ['ignore', 'pipe', 'inherit'] });
  createInterface({ input: page.stdout }).on('line', (line) => {
    const origin = loopback.exec(line)?.[0];
    process.stdout.write(`${line}\n`);
    if (origin) say(`open ${origin}${ticket}`);
  });
  return page;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
