import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { installPackages, mayUseApt } from './debian.mjs';

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
  installPackages("Debian's Chromium", ['chromium', 'fonts-dejavu-core'], 'the browser tests');
  return findBrowser();
}

function findBrowser() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [process.env['AIWM_CHROMIUM'], ...folders.flatMap((folder) => commands.map((name) => join(folder, name))), ...applications];
  return candidates.find((path) => path && existsSync(path));
}
