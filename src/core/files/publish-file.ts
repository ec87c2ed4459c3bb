import { constants } from 'node:fs';
import { link, open, rename, unlink } from 'node:fs/promises';

import { AppError } from '../domain/model/errors.ts';
import { guardedOpen } from './descriptor-path.ts';
import { errnoOf, isMissing } from './file-errors.ts';

/** How a name is taken; both paths go through the descriptors of their directories. */
export interface Publishing {
  readonly from: string;
  readonly to: string;
  readonly overwrite: boolean;
  /** The new name as it was asked for. */
  readonly asked: string;
}

/** Gives a file its name in one step; a name that is taken is `conflict` unless it may be overwritten. */
export async function publishFile({ from, to, overwrite, asked }: Publishing): Promise<void> {
  await (overwrite ? rename(from, to) : publishOnce(from, to, asked));
}

/**
 * Takes the name only if it is free. A hard link says so in one step; a file system without hard links (FAT) reserves the
 * name with an empty file instead, which a reader may see for a moment.
 */
async function publishOnce(from: string, to: string, asked: string): Promise<void> {
  if (await isLinked(from, to, asked)) {
    // Whoever met the file under both names may have removed this one.
    await unlink(from).catch(ignoreMissing);
    return;
  }
  const reserved = await open(to, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | guardedOpen).catch((error: unknown) => {
    throw errnoOf(error) === 'EEXIST' ? alreadyThere(asked) : error;
  });
  await reserved.close();
  await rename(from, to);
}

/** False where the file system, or this file, takes no second name. */
async function isLinked(from: string, to: string, asked: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (errno === 'EEXIST') throw alreadyThere(asked);
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errno)) throw error;
    return false;
  }
}

export function alreadyThere(asked: string): AppError {
  return new AppError('conflict', `"${asked}" exists already.`, { next: 'Choose another name, or allow overwriting (`overwrite: true`, on the command line --overwrite).', data: { path: asked } });
}

export function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
