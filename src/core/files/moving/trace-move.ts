import { lstat } from 'node:fs/promises';
import path from 'node:path';

import type { TracedMove } from '../../domain/ports/file-connector.ts';
import { fileEntry } from '../file-entry.ts';
import type { DescriptorGuard } from '../file-sandbox-guard.ts';
import { openExistingParent } from '../open-parent.ts';
import type { WrittenFile } from '../write-file-safely.ts';
import { isCopyElsewhere, isSameFile, seenIn } from './file-identity.ts';

/** Where the file with this identity is now, of the two names of a move. */
export async function traceMove(guard: DescriptorGuard, { from, to, identity }: { readonly from: string; readonly to: string; readonly identity: string }): Promise<TracedMove> {
  const [source, target] = [await guard.check(from, 'write'), await guard.check(to, 'write')];
  await using directory = await openExistingParent(guard, source);
  const there = directory === undefined ? undefined : await seenIn(directory, path.basename(source));
  if (there !== undefined && isSameFile(there, identity)) return { kind: 'waiting' };
  const moved = await movedTo(guard, target, identity);
  return moved === undefined ? { kind: 'lost' } : { kind: 'moved', file: fileEntry(moved.path, moved.stats) };
}

/** The file under its new name, where an attempt brought it. */
export async function movedTo(guard: DescriptorGuard, target: string, identity: string): Promise<WrittenFile | undefined> {
  const name = path.basename(target);
  await using directory = await openExistingParent(guard, target);
  const moved = directory === undefined ? undefined : await seenIn(directory, name);
  if (directory === undefined || moved?.isFile() !== true) return undefined;
  if (!isSameFile(moved, identity) && !isCopyElsewhere(moved, identity)) return undefined;
  return { path: path.join(directory.path, name), stats: await lstat(directory.at(name)) };
}
