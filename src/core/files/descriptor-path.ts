import { constants } from 'node:fs';
import { readlink, realpath, stat, type FileHandle } from 'node:fs/promises';

import { AppError } from '../domain/model/errors.ts';

/**
 * Linux tells the path of an open descriptor, and lets a name be used relative to it. Elsewhere Node offers neither, and
 * the path is resolved a second time after opening: a link swapped and swapped back in between is not noticed.
 */
export const hasDescriptorPaths = process.platform === 'linux';

/** Flags every open here carries; absent ones are 0 on Windows. A FIFO must not block us, a last link not lead us. */
export const guardedOpen = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Where an open descriptor really is. `opened` is the path it was opened by. */
export async function descriptorPath(handle: FileHandle, opened: string): Promise<string> {
  if (hasDescriptorPaths) return readlink(`/proc/self/fd/${handle.fd}`);
  const real = await realpath(opened);
  const [held, found] = await Promise.all([handle.stat({ bigint: true }), stat(real, { bigint: true })]);
  if (held.dev !== found.dev || held.ino !== found.ino) {
    throw new AppError('path_denied', `"${opened}" was replaced while it was opened.`, { next: 'Try again.', data: { path: opened } });
  }
  return real;
}
