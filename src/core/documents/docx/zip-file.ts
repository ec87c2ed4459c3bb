/**
 * Reads and writes the small ZIP files that office documents are. Only archives that this process has just made are
 * read here; foreign ones go through the archive port, which trusts nothing.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array;
}

const localSignature = 0x04034b50;
const centralSignature = 0x02014b50;
const endSignature = 0x06054b50;
const endLength = 22;
const deflated = 8;
/** Names are UTF-8. */
const flags = 0x0800;
/** 1 January 1980, the first day that a ZIP file can tell. */
const firstDay = 0x0021;

/** The entries of an archive without a comment. */
export function readZip(bytes: Uint8Array): readonly ZipEntry[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.length - endLength;
  if (end < 0 || file.readUInt32LE(end) !== endSignature) {
    throw new Error('The document is not a complete ZIP file.');
  }
  const entries: ZipEntry[] = [];
  let at = file.readUInt32LE(end + 16);
  for (let count = file.readUInt16LE(end + 10); count > 0; count -= 1) {
    const nameLength = file.readUInt16LE(at + 28);
    entries.push({ name: file.toString('utf8', at + 46, at + 46 + nameLength), data: readData(file, at) });
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

/** An archive with the entries in their order, and no time but the first that the format knows. */
export function writeZip(entries: readonly ZipEntry[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data } of entries) {
    const packed = deflateRawSync(data, { level: 9 });
    const title = Buffer.from(name, 'utf8');
    const shared = sharedHeader(title, data, packed);
    const local = Buffer.concat([word32(localSignature), shared, word16(0), title, packed]);
    // After the shared part: no extra field, no comment, first disk, no attributes, and where the entry begins.
    directory.push(Buffer.concat([word32(centralSignature), word16(20), shared, Buffer.alloc(12), word32(offset), title]));
    parts.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const count = word16(entries.length);
  const end = Buffer.concat([word32(endSignature), Buffer.alloc(4), count, count, word32(central.length), word32(offset), word16(0)]);
  return Buffer.concat([...parts, central, end]);
}

/** Version, flags, method, time, date, checksum, sizes and name length: the same in both headers. */
function sharedHeader(name: Buffer, data: Uint8Array, packed: Buffer): Buffer {
  return Buffer.concat([
    word16(20),
    word16(flags),
    word16(deflated),
    word16(0),
    word16(firstDay),
    word32(crc32(data)),
    word32(packed.length),
    word32(data.length),
    word16(name.length),
  ]);
}

function readData(file: Buffer, central: number): Uint8Array {
  const local = file.readUInt32LE(central + 42);
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const packed = file.subarray(start, start + file.readUInt32LE(central + 20));
  return file.readUInt16LE(central + 10) === deflated ? inflateRawSync(packed) : packed;
}

function word16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
