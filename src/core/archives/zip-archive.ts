import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';

import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

import type { ArchiveFile, ArchivePiece, ArchivePort, ArchiveSource, ReadPiece, ReadThroughUse } from '../domain/ports/archive-port.ts';
import { archiveLimits } from './archive-limits.ts';
import { asRefusal, refuseArchive } from './archive-refusal.ts';
import { readEndRecord } from './end-record.ts';
import { isFolder, nameOf, refuseLargeEntries, refuseOddEntries, refuseOddPlacement, type PlacedEntry } from './entry-checks.ts';
import { pourZip } from './pour-zip.ts';
import { readThrough } from './read-through.ts';

/** Makes ZIP files, unpacks them in memory in the order of their names, and reads them through. Folders are checked like files and then left out. */
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
    const bytes = inBuffer(archive);
    const { entries: count } = readEndRecord(bytes);
    if (count > archiveLimits.entries) throw refuseArchive(`has ${count} entries, more than ${archiveLimits.entries}`);
    try {
      const { zip, entries } = await openPlain(bytes);
      refuseLargeEntries(entries);
      return await inflateAll(zip, entries.filter((entry) => !isFolder(entry)));
    } catch (error) {
      throw asRefusal(error);
    }
  }

  async *readThrough(archive: Uint8Array, use: ReadThroughUse): AsyncGenerator<ReadPiece, void, void> {
    const bytes = inBuffer(archive);
    if (use.isPlain) await openPlain(bytes).catch((error: unknown) => { throw asRefusal(error); });
    yield* readThrough(bytes, use);
  }
}

function inBuffer(archive: Uint8Array): Buffer {
  return Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
}

/** An archive that every program reads alike, and whose names suit every disk. */
async function openPlain(bytes: Buffer): Promise<{ readonly zip: ZipFile; readonly entries: readonly Entry[] }> {
  const { listStart, listEnd } = readEndRecord(bytes);
  // Undecoded, since the names are checked here and more strictly than the library does.
  const zip = await fromBufferPromise(bytes, { decodeStrings: false });
  const entries = await readEntries(zip);
  if (listStart + entries.reduce((sum, entry) => sum + listBytesOf(entry), 0) !== listEnd) throw refuseArchive('lists more entries than it counts');
  refuseOddEntries(entries);
  refuseOddPlacement(await place(zip, entries), listStart);
  return { zip, entries };
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
