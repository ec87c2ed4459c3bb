import type { BigIntStats } from 'node:fs';
import { lstat } from 'node:fs/promises';

import { isMissing } from '../file-errors.ts';
import type { GuardedDirectory } from '../guarded-directory.ts';

/** What is there under a name of an open directory, a link as a link; nothing where the name is free. */
export async function seenIn(directory: GuardedDirectory, name: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(directory.at(name), { bigint: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Says which file it is, in two parts: the file itself (`device:inode:birth`; numbers of inodes are given again as soon as a
 * file is gone, and where the file system knows no birth the time of change has to tell), and what a copy of it keeps.
 */
export function identityOf(stats: BigIntStats): string {
  return `${itself(stats)}/${stats.size}:${stats.mtimeNs / 1_000_000n}`;
}

/** Whether it is the same file, wherever it lies now and whatever was written into it since. */
export function isSameFile(stats: BigIntStats, identity: string): boolean {
  return itself(stats) === identity.split('/')[0];
}

/** Whether it can be what became of the file on another disk: as long, and of the same time but for its rounding. */
export function isCopyElsewhere(stats: BigIntStats, identity: string): boolean {
  const [file = '', copy = ''] = identity.split('/');
  const [size, changedMs] = copy.split(':');
  if (file.split(':')[0] === String(stats.dev) || size !== String(stats.size) || changedMs === undefined) return false;
  return Math.abs(Number(stats.mtimeNs / 1_000_000n) - Number(changedMs)) <= 1;
}

function itself({ dev, ino, birthtimeNs, mtimeNs }: BigIntStats): string {
  return `${dev}:${ino}:${birthtimeNs > 0n ? birthtimeNs : mtimeNs}`;
}
