import { AppError } from '../../domain/model/errors.ts';
import type { Random } from '../../domain/ports/random.ts';
import type { DescriptorGuard } from '../file-sandbox-guard.ts';
import { openRegularFile } from '../open-regular-file.ts';
import { piecesOf } from '../read-regular-file.ts';
import { writeFileSafely, type WrittenFile } from '../write-file-safely.ts';

export interface PlacingRequest {
  readonly from: string;
  readonly to: string;
  readonly overwrite: boolean;
  readonly signal?: AbortSignal;
}

/** Puts a file of the same bytes and permissions under another name; it is whole there or not at all. */
export async function copyFile(guard: DescriptorGuard, random: Random, { from, to, overwrite, signal }: PlacingRequest): Promise<WrittenFile> {
  signal?.throwIfAborted();
  await using opened = await openRegularFile(guard, from);
  if ((await guard.check(to, 'write')) === opened.path) throw samePlace(from);
  return await writeFileSafely(guard, random, {
    asked: to,
    bytes: piecesOf(opened.handle, signal),
    overwrite,
    acceptsEqual: true,
    like: { mode: opened.stats.mode },
    ...(signal === undefined ? {} : { signal }),
  });
}

export function samePlace(asked: string): AppError {
  return new AppError('input_invalid', `"${asked}" is where it already lies.`, { next: 'Name another place.', data: { path: asked } });
}
