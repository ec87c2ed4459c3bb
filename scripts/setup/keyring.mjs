import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { elapsed, say } from './console.mjs';
import { run } from './processes.mjs';

const programs = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];
const packages = ['dbus-daemon', 'dbus-bin', 'gnome-keyring'];

/** What the tests of a real keychain need on Linux, installed where the system's package manager may be used; whether it is there. */
export function ensureKeyring() {
  if (process.platform !== 'linux') return false;
  if (programs.every(isThere) || process.env['AIWM_NO_KEYRING_INSTALL'] || !mayUseApt()) return programs.every(isThere);
  const startedAt = Date.now();
  say('installing gnome-keyring and dbus for the tests of a real keychain …');
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] };
  const done =
    run('apt-get', ['-qq', 'update'], quiet) === 0 && run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], quiet) === 0;
  say(done ? `keyring ready in ${elapsed(startedAt)}` : 'apt-get could not install gnome-keyring (see above)');
  return programs.every(isThere);
}

function isThere(/** @type {string} */ program) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));
}

function mayUseApt() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}
