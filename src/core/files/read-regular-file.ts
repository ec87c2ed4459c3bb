import { constants, type Stats } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import { descriptorPath, guardedOpen } from './descriptor-path.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { GuardedDirectory } from './guarded-directory.ts';
import { removeTemporaryNames } from './leftover-writes.ts';

const chunkBytes = 256 * 1024;

/** A file that somebody keeps replacing is given up after this many openings. */
const maxOpenings = 5;

export interface ReadLimits {
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** The bytes of a regular file inside the sandbox, read from the descriptor that was checked. */
export async function readRegularFile(guard: DescriptorGuard, asked: string, limits: ReadLimits): Promise<{ path: string; bytes: Uint8Array }> {
  for (let opening = 1; opening <= maxOpenings; opening += 1) {
    const resolved = await guard.check(asked, 'read');
    await using handle = await open(resolved, constants.O_RDONLY | guardedOpen);
    const stats = await handle.stat();
    // Replaced by a rename between resolving and opening: the name leads to the new file next time.
    if (stats.isFile() && stats.nlink === 0) continue;
    const real = await descriptorPath(handle, resolved);
    await guard.demand(real, 'read', asked);
    if (stats.isFile() && stats.nlink > 1) {
      await clearTemporaryNames(guard, real);
      if ((await handle.stat()).nlink < stats.nlink) continue;
    }
    refuseOddFile(stats, asked);
    return { path: real, bytes: await readUpTo(handle, asked, limits) };
  }
  throw new AppError('precondition_failed', `Cannot read "${asked}": it is replaced again and again.`, {
    next: 'Wait until the program that writes it is done.',
    data: { path: asked },
  });
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

/** Directories, devices and FIFOs are no files; a second name may stand for a file outside. */
export function refuseOddFile(stats: Pick<Stats, 'isFile' | 'isDirectory' | 'nlink'>, asked: string): void {
  const why = stats.isDirectory() ? 'is a directory' : stats.isFile() ? undefined : 'is a device, a pipe or a socket';
  if (why !== undefined) throw new AppError('path_denied', `"${asked}" ${why}.`, { next: 'Name a regular file.', data: { path: asked } });
  if (stats.nlink > 1) {
    throw new AppError('path_denied', `"${asked}" has ${stats.nlink} names (hard links), and one may lie outside the allowed directories.`, {
      next: 'Copy the file, and use the copy.',
      data: { path: asked },
    });
  }
}

/** Counts what arrives, not what the size said: a file may grow while it is read. */
async function readUpTo(handle: FileHandle, asked: string, { maxBytes, signal }: ReadLimits): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  const { size } = await handle.stat();
  if (size > maxBytes) throw tooLarge(asked, size, maxBytes);
  for (let total = 0; ; ) {
    signal?.throwIfAborted();
    const room = Math.min(chunkBytes, maxBytes - total + 1);
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(room), 0, room, null);
    if (bytesRead === 0) return new Uint8Array(Buffer.concat(parts, total));
    total += bytesRead;
    if (total > maxBytes) throw tooLarge(asked, total, maxBytes);
    parts.push(buffer.subarray(0, bytesRead));
  }
}

function tooLarge(asked: string, bytes: number, maxBytes: number): AppError {
  return new AppError('input_invalid', `"${asked}" has at least ${bytes} bytes; at most ${maxBytes} are read here.`, {
    next: 'Use a smaller file, or raise the limit where the workflow names one.',
    data: { path: asked, bytes, maxBytes },
  });
}
