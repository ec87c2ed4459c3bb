import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ElectronLike, ShellWindow } from './electron-like.ts';

const Side = z.int().min(-100_000).max(100_000);
const WindowState = z.object({ x: Side, y: Side, width: z.int().min(400).max(20_000), height: z.int().min(300).max(20_000), isMaximized: z.boolean() });
export type WindowState = z.infer<typeof WindowState>;

/** So much of the window has to lie on a screen to be found again. */
const leastSeen = 120;

/** Where the window stood last, if that is on a screen still; a file that says nothing of use says nothing. */
export function readWindowState({ screen }: Pick<ElectronLike, 'screen'>, file: string): WindowState | undefined {
  let written: unknown;
  try {
    written = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
  const state = WindowState.safeParse(written).data;
  if (state === undefined) return undefined;
  const isSeen = screen.getAllDisplays().some(({ workArea }) => overlap(state.x, state.width, workArea.x, workArea.width) >= leastSeen && overlap(state.y, state.height, workArea.y, workArea.height) >= leastSeen);
  return isSeen ? state : undefined;
}

function overlap(...[from, length, otherFrom, otherLength]: readonly [number, number, number, number]): number {
  return Math.min(from + length, otherFrom + otherLength) - Math.max(from, otherFrom);
}

/** Keeps it in one step; a disk that takes nothing only forgets it. */
export function keepWindowState(window: Pick<ShellWindow, 'getNormalBounds' | 'isMaximized'>, file: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify({ ...window.getNormalBounds(), isMaximized: window.isMaximized() }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    // The window opens as it does the first time.
  }
}
