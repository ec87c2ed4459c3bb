import { crc32, deflateRawSync } from 'node:zlib';
import type { ArchiveFile } from '../domain/ports/archive-port.ts';

const versionNeeded = 20;
const utf8Names = 0x08_00;
const deflated = 8;
/** The first day the format can tell, for every entry: equal files make equal archives. */
const firstDay = 0x00_21;

/** A ZIP file with these files, deflated, in their order. For archives below 4 GiB with fewer than 65,536 files. */
export function packZip(files: readonly ArchiveFile[]): Uint8Array {
  const [parts, list]: [Buffer[], Buffer[]] = [[], []];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.path);
    const packed = deflateRawSync(file.bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(versionNeeded, 0);
    facts.writeUInt16LE(utf8Names, 2);
    facts.writeUInt16LE(deflated, 4);
    facts.writeUInt16LE(firstDay, 8);
    facts.writeUInt32LE(crc32(file.bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(file.bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const placed = Buffer.alloc(14);
    placed.writeUInt32LE(offset, 10);
    list.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), facts, placed, name);
    parts.push(Buffer.from('PK\u0003\u0004'), facts, name, packed);
    offset += 4 + facts.length + name.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, directory, Buffer.from('PK\u0005\u0006'), end]);
}
