import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

import type { ReadPiece, ReadThroughUse } from '../domain/ports/archive-port.ts';
import { asRefusal, refuseArchive } from './archive-refusal.ts';
import { isFolder, nameOf, refuseHiddenContent } from './entry-checks.ts';

/** Every file of a ZIP archive in the order of its list, whatever the files are called, and with no more of one in memory than a piece. */
export async function* readThrough(bytes: Buffer, use: ReadThroughUse): AsyncGenerator<ReadPiece, void, void> {
  const room = { left: use.atMost };
  try {
    const zip = await fromBufferPromise(bytes, { decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      refuseHiddenContent(entry);
      if (!isFolder(entry)) yield* contentOf(zip, entry, room);
    }
  } catch (error) {
    throw asRefusal(error);
  }
}

async function* contentOf(zip: ZipFile, entry: Entry, room: { left: number }): AsyncGenerator<ReadPiece, void, void> {
  const path = nameOf(entry);
  const hash = createHash('sha256');
  let bytes = 0;
  let sum = 0;
  for await (const piece of await zip.openReadStreamPromise(entry)) {
    if (!Buffer.isBuffer(piece)) throw refuseArchive('is damaged: it gives no bytes', path);
    room.left -= piece.length;
    if (room.left < 0) throw refuseArchive('is beyond what is read of an archive');
    bytes += piece.length;
    sum = crc32(piece, sum);
    hash.update(piece);
    yield { kind: 'bytes', path, bytes: piece };
  }
  if (sum !== entry.crc32) throw refuseArchive('is damaged: its checksum is another', path);
  yield { kind: 'file', path, bytes, sha256: hash.digest('hex') };
}
