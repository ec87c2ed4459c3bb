import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { ZipFile } from 'yazl';

import type { ArchivePiece, ArchiveSource, PackedFile } from '../domain/ports/archive-port.ts';

/** The same for every file in every time zone: the format keeps a local time, and only that of a `Date`'s own zone. */
const options = { mtime: new Date(1980, 0, 1, 12), forceDosTimestamp: true, mode: 0o100644 };

/** A ZIP file of these files, in their order, while it is made. */
export async function* pourZip(files: readonly ArchiveSource[]): AsyncGenerator<ArchivePiece, void, void> {
  const zip = new ZipFile();
  const archive = zip.outputStream;
  if (!(archive instanceof Readable)) throw new TypeError('The archive is no stream of this platform.');
  const packed: PackedFile[] = [];
  const under: { way?: Readable } = {};
  let told = 0;
  for (const file of files) {
    zip.addReadStreamLazy(file.path, options, (open) => {
      const source = Readable.from(noted(file, packed), { objectMode: false });
      // The library listens to its end only.
      source.on('error', (error) => { archive.destroy(error); });
      under.way = source;
      open(null, source);
    });
  }
  zip.on('error', (error: Error) => { archive.destroy(error); });
  zip.end();
  const newlyPacked = function* (): Generator<ArchivePiece, void, void> {
    // More may be packed while a reader takes its time.
    for (let file = packed[told]; file !== undefined; file = packed[told]) {
      told += 1;
      yield { kind: 'file', ...file };
    }
  };
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const part of archive as AsyncIterable<Uint8Array>) {
      yield* newlyPacked();
      hash.update(part);
      bytes += part.length;
      yield { kind: 'bytes', bytes: part };
    }
    yield* newlyPacked();
    yield { kind: 'end', bytes, sha256: hash.digest('hex') };
  } finally {
    under.way?.destroy();
  }
}

/** A file's bytes; when they are all given, `packed` gets what they were. */
async function* noted({ path, content }: ArchiveSource, packed: PackedFile[]): AsyncGenerator<Uint8Array, void, void> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const part of content(packed)) {
    hash.update(part);
    bytes += part.length;
    if (part.length > 0) yield part;
  }
  packed.push({ path, bytes, sha256: hash.digest('hex') });
}
