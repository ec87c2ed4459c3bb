import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

import { AppError } from '../domain/model/errors.ts';
import type { ArchiveFile, ArchivePiece, ArchivePort, ArchiveSource } from '../domain/ports/archive-port.ts';
import { archiveLimits } from './archive-limits.ts';
import { refuseArchive } from './archive-refusal.ts';
import { readEndRecord } from './end-record.ts';
import { isFolder, nameOf, refuseOddEntries, refuseOddPlacement, type PlacedEntry } from './entry-checks.ts';
import { pourZip } from './pour-zip.ts';

/** Makes ZIP files, and unpacks them in memory, in the order of their names. Folders are checked like files and then left out. */
export class ZipArchive implements ArchivePort {
  async pack(files: readonly ArchiveFile[]): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    const sources = files.map(({ path, bytes }) => ({ path, content: () => Readable.from([bytes]) }));
    for await (const piece of pourZip(sources)) if (piece.kind === 'bytes') parts.push(piece.bytes);
    return Buffer.concat(parts);
  }

  pour(files: readonly ArchiveSource[]): AsyncIterable<ArchivePiece> {
    return pourZip(files);
  }

  async unpack(archive: Uint8Array): Promise<readonly ArchiveFile[]> {
    if (archive.length > archiveLimits.archiveBytes) throw refuseArchive(`has ${archive.length} bytes, more than ${archiveLimits.archiveBytes}`);
    const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
    const { entries: count, listStart, listEnd } = readEndRecord(bytes);
    if (count > archiveLimits.entries) throw refuseArchive(`has ${count} entries, more than ${archiveLimits.entries}`);
    try {
      // Undecoded, since the names are checked here and more strictly than the library does.
      const zip = await fromBufferPromise(bytes, { decodeStrings: false });
      const entries = await readEntries(zip);
      if (listStart + entries.reduce((sum, entry) => sum + listBytesOf(entry), 0) !== listEnd) throw refuseArchive('lists more entries than it counts');
      refuseOddEntries(entries);
      refuseOddPlacement(await place(zip, entries), listStart);
      return await inflateAll(zip, entries.filter((entry) => !isFolder(entry)));
    } catch (error) {
      if (error instanceof AppError) throw error;
      throw refuseArchive(`is damaged (${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'})`);
    }
  }
}

async function readEntries(zip: ZipFile): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

/** What one entry takes in the archive's list: a fixed part and three texts. */
function listBytesOf(entry: Entry): number {
  return 46 + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
}

async function place(zip: ZipFile, entries: readonly Entry[]): Promise<readonly PlacedEntry[]> {
  const placed: PlacedEntry[] = [];
  for (const entry of entries) placed.push({ entry, header: await zip.readLocalFileHeaderPromise(entry) });
  return placed;
}

async function inflateAll(zip: ZipFile, entries: readonly Entry[]): Promise<readonly ArchiveFile[]> {
  const files: ArchiveFile[] = [];
  for (const entry of entries) files.push({ path: nameOf(entry), bytes: await inflate(zip, entry) });
  return files.toSorted((left, right) => (left.path < right.path ? -1 : 1));
}

async function inflate(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const stream = await zip.openReadStreamPromise(entry);
  const bytes = Buffer.alloc(entry.uncompressedSize);
  let filled = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk) || filled + chunk.length > bytes.length) throw refuseArchive('holds more than it declares', nameOf(entry));
    filled += chunk.copy(bytes, filled);
  }
  if (filled !== bytes.length) throw refuseArchive('holds less than it declares', nameOf(entry));
  if (crc32(bytes) !== entry.crc32) throw refuseArchive('is damaged: its checksum is another', nameOf(entry));
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
