import type { BigIntStats } from 'node:fs';
import { lstat, unlink } from 'node:fs/promises';

import { errnoOf, isMissing } from './file-errors.ts';
import type { GuardedDirectory } from './guarded-directory.ts';

/** The name of a write in progress, or of one that was killed; listings leave it out. */
export const temporaryName = /^\.aiwm-[0-9a-f]{24}\.tmp$/u;

/** A write that has put nothing into its temporary file for so long is over. */
const staleAfterMs = 60 * 60 * 1000;

/** Clears away the temporary files of killed writes. */
export async function removeStaleWrites(directory: GuardedDirectory): Promise<void> {
  const staleBefore = BigInt(Date.now() - staleAfterMs);
  await removeTemporaries(directory, (stats) => stats.mtimeMs < staleBefore);
}

/**
 * Leaves the file only its own name, if its other one is the temporary name of a write. A write killed while it took a new
 * name leaves both; one under way is spared its last step.
 */
export async function removeTemporaryNames(directory: GuardedDirectory, name: string): Promise<void> {
  const file = await look(directory, name);
  if (file === undefined) return;
  await removeTemporaries(directory, ({ dev, ino }) => dev === file.dev && ino === file.ino, name);
}

/** Removes the writes in progress that the condition picks, but never `spared`. */
async function removeTemporaries(directory: GuardedDirectory, isOver: (stats: BigIntStats) => boolean, spared?: string): Promise<void> {
  const names = (await directory.entries()).filter((entry) => entry.isFile() && entry.name !== spared && temporaryName.test(entry.name)).map((entry) => entry.name);
  for (const name of names) {
    const stats = await look(directory, name);
    if (stats?.isFile() === true && isOver(stats)) await unlink(directory.at(name)).catch(ignoreUnremovable);
  }
}

async function look(directory: GuardedDirectory, name: string): Promise<BigIntStats | undefined> {
  try {
    return await lstat(directory.at(name), { bigint: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Gone already, held by its write, or another user's: it stays, and keeps nobody from writing beside it. */
function ignoreUnremovable(error: unknown): void {
  if (!isMissing(error) && !['EPERM', 'EACCES', 'EBUSY'].includes(errnoOf(error) ?? '')) throw error;
}
