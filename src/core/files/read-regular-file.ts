import type { FileHandle } from 'node:fs/promises';

import { AppError } from '../domain/model/errors.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { openRegularFile } from './open-regular-file.ts';

const chunkBytes = 256 * 1024;

/** Small enough that what is done with one piece keeps nobody else waiting. */
const pieceBytes = 64 * 1024;

export interface ReadLimits {
  readonly maxBytes: number;
  readonly signal?: AbortSignal;
}

/** The bytes of a regular file inside the sandbox, read from the descriptor that was checked. */
export async function readRegularFile(guard: DescriptorGuard, asked: string, limits: ReadLimits): Promise<{ path: string; bytes: Uint8Array }> {
  await using opened = await openRegularFile(guard, asked);
  return { path: opened.path, bytes: await readUpTo(opened.handle, asked, limits) };
}

/** The same bytes piece by piece, however many they are. */
export async function* streamRegularFile(guard: DescriptorGuard, asked: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, void> {
  signal?.throwIfAborted();
  await using opened = await openRegularFile(guard, asked);
  yield* piecesOf(opened.handle, signal);
}

/** What is in an open file from its beginning, piece by piece. */
export async function* piecesOf(handle: FileHandle, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, void> {
  for (let position = 0; ; ) {
    signal?.throwIfAborted();
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
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
