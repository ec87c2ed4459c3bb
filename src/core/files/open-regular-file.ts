import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import { descriptorPath, guardedOpen } from './descriptor-path.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { GuardedDirectory } from './guarded-directory.ts';
import { removeTemporaryNames } from './leftover-writes.ts';

/** A file that somebody keeps replacing is given up after this many openings. */
const maxOpenings = 5;

/** A regular file inside the sandbox, open for reading, with the path its descriptor had when it was checked. */
export interface OpenedFile extends AsyncDisposable {
  readonly handle: FileHandle;
  readonly path: string;
  readonly stats: Stats;
}

/** Opens a file and checks what was opened; whoever asks closes it. */
export async function openRegularFile(guard: DescriptorGuard, asked: string): Promise<OpenedFile> {
  for (let opening = 1; opening <= maxOpenings; opening += 1) {
    const opened = await tryToOpen(guard, asked);
    if (opened !== undefined) return opened;
  }
  throw new AppError('precondition_failed', `Cannot read "${asked}": it is replaced again and again.`, {
    next: 'Wait until the program that writes it is done.',
    data: { path: asked },
  });
}

/** Nothing where the file is another one by now. */
async function tryToOpen(guard: DescriptorGuard, asked: string): Promise<OpenedFile | undefined> {
  const resolved = await guard.check(asked, 'read');
  const handle = await open(resolved, constants.O_RDONLY | guardedOpen);
  let isKept = false;
  try {
    const stats = await handle.stat();
    // Replaced by a rename between resolving and opening: the name leads to the new file next time.
    if (stats.isFile() && stats.nlink === 0) return undefined;
    const real = await descriptorPath(handle, resolved);
    await guard.demand(real, 'read', asked);
    if (stats.isFile() && stats.nlink > 1) {
      await clearTemporaryNames(guard, real);
      if ((await handle.stat()).nlink < stats.nlink) return undefined;
    }
    refuseOddFile(stats, asked);
    isKept = true;
    return { handle, path: real, stats, [Symbol.asyncDispose]: () => handle.close() };
  } finally {
    if (!isKept) await handle.close();
  }
}

/** Takes away the second name that a killed write left. There is none where workflows may not write. */
async function clearTemporaryNames(guard: DescriptorGuard, real: string): Promise<void> {
  try {
    await using directory = await GuardedDirectory.open(guard, path.dirname(real), 'write');
    await removeTemporaryNames(directory, path.basename(real));
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'path_denied')) throw error;
  }
}

/** What of a file's facts says whether it is a plain one; both kinds of stats have it. */
interface Look {
  readonly nlink: number | bigint;
  isFile(): boolean;
  isDirectory(): boolean;
}

/** Directories, devices and FIFOs are no files; a second name may stand for a file outside. */
export function refuseOddFile(stats: Look, asked: string): void {
  const why = stats.isDirectory() ? 'is a directory' : stats.isFile() ? undefined : 'is a device, a pipe or a socket';
  if (why !== undefined) throw new AppError('path_denied', `"${asked}" ${why}.`, { next: 'Name a regular file.', data: { path: asked } });
  if (stats.nlink > 1) {
    throw new AppError('path_denied', `"${asked}" has ${stats.nlink} names (hard links), and one may lie outside the allowed directories.`, {
      next: 'Copy the file, and use the copy.',
      data: { path: asked },
    });
  }
}
