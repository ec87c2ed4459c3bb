import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { FileChange, FileEntry } from '../../domain/ports/file-connector.ts';
import type { DescriptorGuard } from '../file-sandbox-guard.ts';
import { listDirectory } from '../list-directory.ts';
import { DirectoryHints } from './directory-hints.ts';
import { SettledFiles } from './settled-files.ts';

export interface WatchRequest {
  readonly asked: string;
  readonly glob?: string;
  readonly recursive: boolean;
  /** A file is told of when it has not changed for so long. */
  readonly debounceMs: number;
  readonly signal: AbortSignal;
  /** How often is looked although nothing was heard: network disks and some containers tell of no change. @default 2000 */
  readonly pollMs?: number;
}

/** A file that is written without end would have its directory looked at without end. */
const restMs = 50;

/** More files than that are watched one directory further down. */
const mostFiles = 10_000;

/**
 * Tells of files that come, change and go, once they are settled. What the system says of a directory is only a hint to look:
 * what is told comes from a listing through the guard, so that no link and no swapped directory brings in what lies outside.
 * A directory that is gone for a while has no files; it is looked for until it is back.
 */
export async function* watchFiles(guard: DescriptorGuard, request: WatchRequest): AsyncGenerator<FileChange, void, void> {
  const { asked, signal, debounceMs, pollMs = 2000 } = request;
  // What cannot be watched at all is said at once, and not taken for a directory that went away.
  const settled = new SettledFiles(await filesIn(guard, request));
  using hints = new DirectoryHints();
  while (!signal.aborted) {
    hints.listenTo(watched(await guard.check(asked, 'read').catch(() => undefined), settled.files()));
    await hints.next({ atMostMs: settled.isWaiting ? debounceMs : pollMs, signal });
    await pause(Math.min(restMs, debounceMs), undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const now = await filesIn(guard, request).catch(whenGone);
    yield* settled.look(now, { at: performance.now(), debounceMs });
  }
}

async function filesIn(guard: DescriptorGuard, { asked, glob, recursive }: WatchRequest): Promise<readonly FileEntry[]> {
  const entries = await listDirectory(guard, { asked, recursive, limit: mostFiles, ...(glob === undefined ? {} : { glob }) });
  return entries.filter(({ kind }) => kind === 'file');
}

/** Removed, or swapped for something that may not be read: the next look tells. */
function whenGone(): readonly FileEntry[] {
  return [];
}

/** The directory itself and those files were seen in. */
function watched(root: string | undefined, files: readonly FileEntry[]): readonly string[] {
  return root === undefined ? [] : [...new Set([root, ...files.map((file) => path.dirname(file.path))])];
}
