import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

import { guardedOpen } from '../descriptor-path.ts';

const pieceBytes = 256 * 1024;

/** Whether two regular files hold the same bytes; both paths go through the descriptor of a checked directory. */
export async function sameBytes(one: string, other: string): Promise<boolean> {
  await using left = await open(one, constants.O_RDONLY | guardedOpen);
  await using right = await open(other, constants.O_RDONLY | guardedOpen);
  const [first, second] = await Promise.all([left.stat(), right.stat()]);
  if (!second.isFile() || second.nlink > 1 || first.size !== second.size) return false;
  for (let position = 0; ; position += pieceBytes) {
    const [a, b] = await Promise.all([pieceAt(left, position), pieceAt(right, position)]);
    if (!a.equals(b)) return false;
    if (a.length < pieceBytes) return true;
  }
}

/** A whole piece but at the end, however little the system reads at a time. */
async function pieceAt(handle: FileHandle, position: number): Promise<Buffer> {
  const piece = Buffer.allocUnsafe(pieceBytes);
  let filled = 0;
  while (filled < pieceBytes) {
    const { bytesRead } = await handle.read(piece, filled, pieceBytes - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return piece.subarray(0, filled);
}
