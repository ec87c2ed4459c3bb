import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DiskOperation } from './disk-recording.ts';

const sector = 512;

/** What the disk holds once the power has gone, and what had been said until then. */
export interface AfterPowerCut {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly said: readonly string[];
}

/**
 * The disk after a power cut behind the first `cut` operations. What was synced is there. Of what was not, each write is
 * there, is not, or is torn: some of its sectors new and some old. `chance` gives numbers in [0, 1).
 */
export function cutPower(operations: readonly DiskOperation[], cut: number, chance: () => number): AfterPowerCut {
  const done = operations.slice(0, cut);
  const synced = lastSyncs(done);
  const disk = new Map<string, DiskFile>();
  done.forEach((operation, index) => {
    if (operation.kind === 'said' || operation.kind === 'sync') return;
    const isSynced = index < (synced.get(operation.file) ?? -1);
    const fate = isSynced ? 'kept' : fateOf(chance());
    if (fate !== 'lost') apply(disk, operation, fate === 'torn' ? chance : undefined);
  });
  const files = new Map([...disk].map(([name, { room, size }]) => [name, room.subarray(0, size)]));
  return { files, said: done.flatMap((operation) => (operation.kind === 'said' ? [operation.text] : [])) };
}

/** A file that grows in place: room is made for twice what is asked for. */
interface DiskFile {
  readonly room: Buffer;
  readonly size: number;
}

function lastSyncs(done: readonly DiskOperation[]): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  for (const [index, operation] of done.entries()) if (operation.kind === 'sync') last.set(operation.file, index);
  return last;
}

type Fate = 'kept' | 'lost' | 'torn';

function fateOf(draw: number): Fate {
  if (draw < 0.5) return 'kept';
  return draw < 0.75 ? 'lost' : 'torn';
}

/** With a `chance`, what is written is torn. */
function apply(disk: Map<string, DiskFile>, operation: Exclude<DiskOperation, { kind: 'said' | 'sync' }>, chance: (() => number) | undefined): void {
  const before = disk.get(operation.file) ?? { room: Buffer.alloc(0), size: 0 };
  if (operation.kind === 'remove') disk.delete(operation.file);
  else if (operation.kind === 'truncate') disk.set(operation.file, resized(before, operation.size));
  else disk.set(operation.file, written(before, operation, chance));
}

function resized({ room, size }: DiskFile, wanted: number): DiskFile {
  if (wanted > room.length) {
    const larger = Buffer.alloc(wanted * 2);
    room.copy(larger, 0, 0, size);
    return { room: larger, size: wanted };
  }
  // What was cut off must not come back when the file grows again.
  if (wanted < size) room.fill(0, wanted, size);
  return { room, size: wanted };
}

function written(before: DiskFile, { at, bytes }: { readonly at: number; readonly bytes: Buffer }, chance: (() => number) | undefined): DiskFile {
  const after = resized(before, Math.max(before.size, at + bytes.length));
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector));
    if (chance === undefined || chance() < 0.5) bytes.copy(after.room, at + from, from, to);
    from = to;
  }
  return after;
}

/** Puts the files into a directory, to be opened there. */
export async function writeFiles(directory: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, bytes] of files) await writeFile(join(directory, name), bytes);
}
