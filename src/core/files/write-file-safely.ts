import { constants, type Stats } from 'node:fs';
import { link, lstat, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import type { Random } from '../domain/ports/random.ts';
import { descriptorPath, guardedOpen } from './descriptor-path.ts';
import { errnoOf, isMissing } from './file-errors.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { GuardedDirectory } from './guarded-directory.ts';
import { removeStaleWrites, removeTemporaryNames } from './leftover-writes.ts';
import { refuseOddFile } from './read-regular-file.ts';

export interface WriteRequest {
  readonly asked: string;
  readonly bytes: Uint8Array;
  readonly overwrite: boolean;
  readonly signal?: AbortSignal;
}

/**
 * Puts all bytes under the name or changes nothing: a temporary file in the checked directory, synced, then renamed.
 * Everything from the first check on goes through the directory's descriptor, missing directories included.
 */
export async function writeFileSafely(guard: DescriptorGuard, random: Random, request: WriteRequest): Promise<{ path: string; stats: Stats }> {
  const target = await guard.check(request.asked, 'write');
  const name = path.basename(target);
  await using directory = await openParent(guard, target);
  await removeStaleWrites(directory);
  const existing = await existingFile(directory, name);
  if (existing !== undefined) {
    refuseOddFile(existing, request.asked);
    if (!request.overwrite) throw alreadyThere(request.asked);
  }
  const temporary = directory.at(`.aiwm-${Buffer.from(random.bytes(12)).toString('hex')}.tmp`);
  const stats = await writeNew(guard, temporary, { request, mode: existing?.mode });
  try {
    request.signal?.throwIfAborted();
    await directory.confirm();
    await (request.overwrite ? rename(temporary, directory.at(name)) : publishOnce(temporary, directory.at(name), request.asked));
  } catch (error) {
    await unlink(temporary).catch(ignoreMissing);
    throw error;
  }
  await directory.sync();
  return { path: path.join(directory.path, name), stats };
}

/** What is there under the name, if anything, without the second name a killed write may have left it. */
async function existingFile(directory: GuardedDirectory, name: string): Promise<Stats | undefined> {
  const existing = await lookAt(directory.at(name));
  if (existing === undefined || !existing.isFile() || existing.nlink < 2) return existing;
  await removeTemporaryNames(directory, name);
  return lookAt(directory.at(name));
}

/** The directory of the target, opened; what is missing of it is made from the nearest one that is there, each in the last. */
async function openParent(guard: DescriptorGuard, target: string): Promise<GuardedDirectory> {
  const parent = path.dirname(target);
  const missing: string[] = [];
  let existing = parent;
  for (; existing !== path.dirname(existing) && (await lookAt(existing)) === undefined; existing = path.dirname(existing)) missing.unshift(path.basename(existing));
  let directory = await GuardedDirectory.open(guard, existing, 'write');
  for (const name of missing) {
    await using parentDirectory = directory;
    directory = await parentDirectory.madeChild(name);
  }
  return directory;
}

async function writeNew(guard: DescriptorGuard, temporary: string, { request, mode }: { request: WriteRequest; mode: number | undefined }): Promise<Stats> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | guardedOpen;
  await using handle = await open(temporary, flags, 0o666);
  try {
    await guard.demand(await descriptorPath(handle, temporary), 'write', request.asked);
    if (mode !== undefined) await handle.chmod(mode & 0o777);
    await writeAll(handle, request.bytes, request.signal);
    await handle.sync();
    return await handle.stat();
  } catch (error) {
    await unlink(temporary).catch(ignoreMissing);
    throw error;
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<void> {
  const pieceBytes = 1024 * 1024;
  for (let done = 0; done < bytes.length; ) {
    signal?.throwIfAborted();
    const { bytesWritten } = await handle.write(bytes, done, Math.min(pieceBytes, bytes.length - done));
    done += bytesWritten;
  }
}

/**
 * Takes the name only if it is free. A hard link says so in one step; a file system without hard links (FAT) reserves the
 * name with an empty file instead, which a reader may see for a moment.
 */
async function publishOnce(temporary: string, target: string, asked: string): Promise<void> {
  if (await isLinked(temporary, target, asked)) {
    // Whoever met the file under both names may have removed this one.
    await unlink(temporary).catch(ignoreMissing);
    return;
  }
  const reserved = await open(target, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | guardedOpen).catch((error: unknown) => {
    throw errnoOf(error) === 'EEXIST' ? alreadyThere(asked) : error;
  });
  await reserved.close();
  await rename(temporary, target);
}

/** False where the file system, or this file, takes no second name. */
async function isLinked(temporary: string, target: string, asked: string): Promise<boolean> {
  try {
    await link(temporary, target);
    return true;
  } catch (error) {
    const errno = errnoOf(error) ?? '';
    if (errno === 'EEXIST') throw alreadyThere(asked);
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(errno)) throw error;
    return false;
  }
}

async function lookAt(file: string): Promise<Stats | undefined> {
  try {
    return await lstat(file);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function alreadyThere(asked: string): AppError {
  return new AppError('conflict', `"${asked}" exists already.`, { next: 'Choose another name, or allow overwriting.', data: { path: asked } });
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error;
}
