import { refuseArchive } from './archive-refusal.ts';

/** Where an archive's list of entries stands. */
export interface EndRecord {
  readonly entries: number;
  readonly listStart: number;
  readonly listEnd: number;
}

const signature = 0x06054b50;
const recordBytes = 22;
const listLocator = 0x07064b50;
const locatorBytes = 20;

/**
 * Reads the end record, which must be the archive's last bytes and the only one a reader could mean: programs that look
 * for it differently would otherwise see different files. ZIP64 is refused; no archive within our limits needs it.
 */
export function readEndRecord(archive: Buffer): EndRecord {
  const at = findEndRecord(archive);
  const [disk, listDisk, onDisk, entries] = [4, 6, 8, 10].map((offset) => archive.readUInt16LE(at + offset));
  const listBytes = archive.readUInt32LE(at + 12);
  const listStart = archive.readUInt32LE(at + 16);
  const hasLocator = at >= locatorBytes && archive.readUInt32LE(at - locatorBytes) === listLocator;
  if (hasLocator || entries === 0xffff || listStart === 0xffffffff) throw refuseArchive('is in the ZIP64 format, which no archive of this size needs');
  if (disk !== 0 || listDisk !== 0 || onDisk !== entries) throw refuseArchive('is split over several disks');
  if (entries === undefined || listStart + listBytes !== at) throw refuseArchive('has foreign bytes around its list of entries');
  return { entries, listStart, listEnd: at };
}

function findEndRecord(archive: Buffer): number {
  for (let at = archive.length - recordBytes; at >= Math.max(0, archive.length - recordBytes - 0xffff); at -= 1) {
    if (archive.readUInt32LE(at) !== signature) continue;
    if (at + recordBytes + archive.readUInt16LE(at + 20) !== archive.length) throw refuseArchive('has foreign bytes after its end');
    return at;
  }
  throw refuseArchive('is no ZIP file, or its end is missing');
}
