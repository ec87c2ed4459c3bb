import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { elapsed, say } from './console.mjs';
import { run } from './processes.mjs';

/** Whether a program stands in one of the folders of PATH. */
export function isThere(/** @type {string} */ program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

/** Whether the system's package manager may be used here. */
export function mayUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/**
 * Installs Debian packages quietly, and says how long that took.
 * @param {string} name what they are to people
 * @param {readonly string[]} packages
 * @param {string} what they are for
 */
export function installPackages(name, packages, what) {
  const startedAt = Date.now();
  say(`installing ${name} for ${what} …`);
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] };
  const done =
    run('apt-get', ['-qq', 'update'], quiet) === 0 && run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], quiet) === 0;
  say(done ? `${name} ready in ${elapsed(startedAt)}` : `apt-get could not install ${name} (see above)`);
}
