import { constants, type Stats } from 'node:fs';
import { lstat, open, unlink, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../domain/model/errors.ts';
import type { Random } from '../domain/ports/random.ts';
import { descriptorPath, guardedOpen } from './descriptor-path.ts';
import { isMissing } from './file-errors.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import type { GuardedDirectory } from './guarded-directory.ts';
import { removeStaleWrites, removeTemporaryNames } from './leftover-writes.ts';
import { openParent } from './open-parent.ts';
import { refuseOddFile } from './open-regular-file.ts';
import { alreadyThere, ignoreMissing, publishFile } from './publish-file.ts';
import { sameBytes } from './moving/same-bytes.ts';

export interface WriteRequest {
  readonly asked: string;
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>;
  readonly overwrite: boolean;
  /** Of the file these bytes are taken from: a new file gets its permissions, and its time where that is given. */
  readonly like?: { readonly mode: number; readonly modifiedAt?: Date };
  /** Whether an existing file with these very bytes is the one that was asked for, though it may not be replaced. */
  readonly acceptsEqual?: boolean;
  readonly signal?: AbortSignal;
}

export interface WrittenFile {
  readonly path: string;
  readonly stats: Stats;
}

/**
 * Puts all bytes under the name or changes nothing: a temporary file in the checked directory, synced, then renamed.
 * Everything from the first check on goes through the directory's descriptor, missing directories included.
 */
export async function writeFileSafely(guard: DescriptorGuard, random: Random, request: WriteRequest): Promise<WrittenFile> {
  const { asked, overwrite, acceptsEqual = false } = request;
  const target = await guard.check(asked, 'write');
  const name = path.basename(target);
  await using directory = await openParent(guard, target);
  await removeStaleWrites(directory);
  const existing = await existingFile(directory, name);
  if (existing !== undefined) {
    refuseOddFile(existing, asked);
    if (!overwrite && !acceptsEqual) throw alreadyThere(asked);
  }
  const temporary = directory.at(`.aiwm-${Buffer.from(random.bytes(12)).toString('hex')}.tmp`);
  const stats = await writeNew(guard, temporary, { request, mode: existing?.mode ?? request.like?.mode });
  try {
    request.signal?.throwIfAborted();
    await directory.confirm();
    await publishFile({ from: temporary, to: directory.at(name), overwrite, asked });
  } catch (error) {
    const isSame = acceptsEqual && error instanceof AppError && error.code === 'conflict' && (await sameBytes(temporary, directory.at(name)));
    await unlink(temporary).catch(ignoreMissing);
    if (!isSame) throw error;
    return { path: path.join(directory.path, name), stats: await lstat(directory.at(name)) };
  }
  await directory.sync();
  return { path: path.join(directory.path, name), stats };
}

/** What is there under the name, if anything, without the second name a killed write may have left it. */
export async function existingFile(directory: GuardedDirectory, name: string): Promise<Stats | undefined> {
  const existing = await lookAt(directory.at(name));
  if (existing === undefined || !existing.isFile() || existing.nlink < 2) return existing;
  await removeTemporaryNames(directory, name);
  return lookAt(directory.at(name));
}

async function writeNew(guard: DescriptorGuard, temporary: string, { request, mode }: { request: WriteRequest; mode: number | undefined }): Promise<Stats> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | guardedOpen;
  await using handle = await open(temporary, flags, 0o666);
  try {
    await guard.demand(await descriptorPath(handle, temporary), 'write', request.asked);
    if (mode !== undefined) await handle.chmod(mode & 0o777);
    await writeAll(handle, request);
    if (request.like?.modifiedAt !== undefined) await handle.utimes(request.like.modifiedAt, request.like.modifiedAt);
    await handle.sync();
    return await handle.stat();
  } catch (error) {
    await unlink(temporary).catch(ignoreMissing);
    throw error;
  }
}

async function writeAll(handle: FileHandle, { bytes, signal }: WriteRequest): Promise<void> {
  if (bytes instanceof Uint8Array) return writePiece(handle, bytes, signal);
  for await (const piece of bytes) await writePiece(handle, piece, signal);
}

async function writePiece(handle: FileHandle, bytes: Uint8Array, signal: AbortSignal | undefined): Promise<void> {
  const pieceBytes = 1024 * 1024;
  for (let done = 0; done < bytes.length; ) {
    signal?.throwIfAborted();
    const { bytesWritten } = await handle.write(bytes, done, Math.min(pieceBytes, bytes.length - done));
    done += bytesWritten;
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
