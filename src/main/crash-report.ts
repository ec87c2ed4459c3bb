import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { productVersion } from '../core/app/product-files.ts';
import type { ElectronLike } from './electron-like.ts';
import { programWords } from './words.ts';

/** What broke, and what it said. */
export interface Crash {
  readonly what: 'window' | 'program' | 'process';
  readonly reason: string;
}

/** So much can be read in a window of the system. */
const longest = 3000;
const mostKept = 20;

/** The whole report: what broke and on what. Nothing of workflows, runs, settings or the log stands in it. */
export function crashReport({ what, reason }: Crash, now: Date): string {
  const { electron, chrome, node } = process.versions;
  const lines = [
    `${programWords.name} ${productVersion}`,
    `Electron ${electron}, Chromium ${chrome}, Node ${node}, ${process.platform} ${process.arch}`,
    now.toISOString(),
    `What broke: the ${what}`,
    '',
    // A path of somebody's own tells who they are.
    reason.replaceAll(homedir(), '~'),
  ];
  return `${lines.join('\n').slice(0, longest)}\n`;
}

/** Shows a report whole before anything is kept of it, and keeps it only where somebody says so; it is sent nowhere. */
export async function offerCrashReport({ dialog }: Pick<ElectronLike, 'dialog'>, folder: string, report: string): Promise<void> {
  const words = programWords.crash;
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: programWords.name,
    message: words.title,
    detail: `${words.help(folder)}\n\n${report}`,
    buttons: [words.discard, words.keep],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) await keep(folder, report);
}

async function keep(folder: string, report: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `crash-${new Date().toISOString().replaceAll(':', '-')}.txt`), report, { mode: 0o600 });
  const kept = (await readdir(folder)).filter((name) => /^crash-.*\.txt$/u.test(name)).toSorted();
  await Promise.all(kept.slice(0, -mostKept).map((name) => rm(path.join(folder, name), { force: true })));
}
