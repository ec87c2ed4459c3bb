import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, unlink } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../../domain/model/errors.ts';
import type { Random } from '../../domain/ports/random.ts';
import { type PlacingRequest, samePlace } from './copy-file.ts';
import { descriptorPath, guardedOpen } from '../descriptor-path.ts';
import { errnoOf } from '../file-errors.ts';
import { isSameFile, seenIn } from './file-identity.ts';
import { movedTo } from './trace-move.ts';
import type { DescriptorGuard } from '../file-sandbox-guard.ts';
import type { GuardedDirectory } from '../guarded-directory.ts';
import { openExistingParent, openParent } from '../open-parent.ts';
import { refuseOddFile } from '../open-regular-file.ts';
import { ignoreMissing, publishFile } from '../publish-file.ts';
import { piecesOf } from '../read-regular-file.ts';
import { existingFile, writeFileSafely, type WrittenFile } from '../write-file-safely.ts';

export interface MoveRequest extends PlacingRequest {
  readonly identity: string;
}

interface Move {
  readonly guard: DescriptorGuard;
  readonly random: Random;
  readonly request: MoveRequest;
  /** Real paths. */
  readonly source: string;
  readonly target: string;
}

/**
 * Gives a file its new name. Only the file with the given identity is moved, and one that already has the new name counts
 * as moved: an attempt that was cut short is ended by the next one, and none of them touches a file that came later.
 */
export async function moveFile(guard: DescriptorGuard, random: Random, request: MoveRequest): Promise<WrittenFile> {
  const { from, to, signal } = request;
  signal?.throwIfAborted();
  const [source, target] = [await guard.check(from, 'write'), await guard.check(to, 'write')];
  if (source === target) throw samePlace(from);
  await guard.demand(source, 'read', from);
  const move: Move = { guard, random, request, source, target };
  await using directory = await openExistingParent(guard, source);
  const there = directory === undefined ? undefined : await seenIn(directory, path.basename(source));
  if (directory === undefined || there === undefined || !isSameFile(there, request.identity)) return await movedBefore(move, there);
  return await moveFrom(move, directory, there);
}

/** The file under its new name, where an earlier attempt brought it. */
async function movedBefore({ guard, request, target }: Move, there: BigIntStats | undefined): Promise<WrittenFile> {
  const moved = await movedTo(guard, target, request.identity);
  if (moved !== undefined) return moved;
  if (there === undefined) throw new AppError('not_found', `Cannot move "${request.from}": the file is there no more.`, { next: 'Look where it went, or let the step begin again.', data: { path: request.from } });
  throw new AppError('conflict', `Cannot move "${request.from}": another file has its name by now.`, { next: 'Let the step begin again, if that one is meant.', data: { path: request.from } });
}

async function moveFrom(move: Move, directory: GuardedDirectory, there: BigIntStats): Promise<WrittenFile> {
  const { guard, request, source, target } = move;
  const [oldName, newName] = [path.basename(source), path.basename(target)];
  await using targetDirectory = await openParent(guard, target);
  const written = path.join(targetDirectory.path, newName);
  const existing = await seenIn(targetDirectory, newName);
  // Taking a name that must be free gives the file both for a moment.
  const isUnderBoth = existing?.isFile() === true && isSameFile(existing, request.identity);
  if (isUnderBoth) await unlink(directory.at(oldName)).catch(ignoreMissing);
  else {
    const plain = await existingFile(directory, oldName);
    refuseOddFile(plain ?? there, request.from);
    const replaced = await existingFile(targetDirectory, newName);
    if (replaced !== undefined) refuseOddFile(replaced, request.to);
    await Promise.all([directory.confirm(), targetDirectory.confirm()]);
    try {
      await publishFile({ from: directory.at(oldName), to: targetDirectory.at(newName), overwrite: request.overwrite, asked: request.to });
    } catch (error) {
      // That a name is taken is said before that it is one of another disk.
      if (errnoOf(error) !== 'EXDEV' && (existing === undefined || existing.dev === there.dev)) throw error;
      return await moveAcross(move, directory);
    }
  }
  await targetDirectory.sync();
  await directory.sync();
  return { path: written, stats: await lstat(targetDirectory.at(newName)) };
}

/** To another file system: the bytes are there, synced and named, before the old name goes. */
async function moveAcross({ guard, random, request, source }: Move, directory: GuardedDirectory): Promise<WrittenFile> {
  const name = path.basename(source);
  await using handle = await open(directory.at(name), constants.O_RDONLY | guardedOpen);
  await guard.demand(await descriptorPath(handle, source), 'read', request.from);
  const stats = await handle.stat({ bigint: true });
  refuseOddFile(stats, request.from);
  if (!isSameFile(stats, request.identity)) throw new AppError('conflict', `Cannot move "${request.from}": it was replaced meanwhile.`, { next: 'Let the step begin again.', data: { path: request.from } });
  const { to, overwrite, signal } = request;
  const like = { mode: Number(stats.mode), modifiedAt: new Date(Number(stats.mtimeNs / 1_000_000n)) };
  const written = await writeFileSafely(guard, random, { asked: to, bytes: piecesOf(handle, signal), overwrite, acceptsEqual: true, like, ...(signal === undefined ? {} : { signal }) });
  const now = await seenIn(directory, name);
  if (now !== undefined && isSameFile(now, request.identity)) {
    // What was written into it meanwhile would be lost with it.
    if (now.size !== stats.size || now.mtimeNs !== stats.mtimeNs) {
      throw new AppError('precondition_failed', `Cannot move "${request.from}": it was written to while it was copied, and both are there now.`, { next: 'Wait until nobody writes it, then try again.', data: { path: request.from } });
    }
    await unlink(directory.at(name));
  }
  await directory.sync();
  return written;
}
