import { existsSync, readFileSync } from 'node:fs';
import { fail, say } from '../setup/console.mjs';
import { ensureBuilt } from '../setup/build.mjs';
import { at, environmentFor, run } from '../setup/processes.mjs';

/**
 * `npm run bench`: runs what `bench/package.json` names as its `main`. What the bench compares with is installed inside
 * `bench/`, as its own lock says, and never reaches a user.
 * @param {string} node
 * @param {readonly string[]} args
 */
export function bench(node, args) {
  const folder = at('bench');
  if (!existsSync(at('bench', 'package.json'))) fail('there is no bench/package.json: nothing to measure');
  /** @type {{ main: string; dependencies?: Record<string, string> }} */
  const { main, dependencies = {} } = JSON.parse(readFileSync(at('bench', 'package.json'), 'utf8'));
  const env = environmentFor(node);
  if (Object.entries(dependencies).some(([name, version]) => installedVersion(name) !== version)) {
    say('installing what the bench compares with …');
    const install = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
    if (run('npm', install, { cwd: folder, env, shell: process.platform === 'win32' }) !== 0) fail('npm ci in bench/ failed (see above)');
  }
  // The command line is measured as it is installed.
  if (!ensureBuilt(node)) fail('the build failed (see above)');
  return run(node, [at('bench', main), ...args], { env });
}

/** @param {string} name */
function installedVersion(name) {
  const manifest = at('bench', 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) return undefined;
  /** @type {{ version: string }} */
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  return version;
}
