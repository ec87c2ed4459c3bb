import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { elapsed, say } from './console.mjs';
import { run } from './processes.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'chrome.exe', 'msedge.exe'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];

/** A Chromium for the browser tests: `AIWM_CHROMIUM`, one on this machine, or Debian's where the system's package manager may be used. */
export function ensureBrowser() {
  const found = findBrowser();
  if (found || process.env['AIWM_NO_BROWSER_INSTALL'] || !mayUseApt()) return found;
  const startedAt = Date.now();
  say("installing Debian's Chromium for the browser tests …");
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: ['ignore', 'ignore', 'inherit'] };
  const packages = ['chromium', 'fonts-dejavu-core'];
  const done =
    run('apt-get', ['-qq', 'update'], quiet) === 0 && run('apt-get', ['-qq', 'install', '-y', '--no-install-recommends', ...packages], quiet) === 0;
  say(done ? `browser ready in ${elapsed(startedAt)}` : 'apt-get could not install chromium (see above)');
  return findBrowser();
}

function findBrowser() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [process.env['AIWM_CHROMIUM'], ...folders.flatMap((folder) => commands.map((name) => join(folder, name))), ...applications];
  return candidates.find((path) => path && existsSync(path));
}

function mayUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}
