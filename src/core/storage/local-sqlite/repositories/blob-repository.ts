import { hash } from 'node:crypto';
import { AppError } from '../../../domain/model/errors.ts';
import type { BlobStore, BlobWrite } from '../../../domain/ports/blob-store.ts';
import { checkBlobAddress } from '../../check-run-commit.ts';
import { rowLimitBytes, type BlobFiles } from '../blob-files.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';

interface BlobRecord {
  readonly content: Uint8Array | null;
}

/** Blobs as rows, large ones as files; the row of a file has no content. */
export function createBlobRepository(connection: Connection, writer: Writer, files: BlobFiles): BlobStore {
  return {
    async read(sha256) {
      const record = connection.read(() => connection.prepare<BlobRecord>(`select content from blobs where sha256 = @sha256`).get({ sha256 }));
      if (record === undefined) {
        throw new AppError('not_found', `There are no bytes under the address ${sha256}.`, { data: { sha256 } });
      }
      const bytes = record.content ?? (await files.read(sha256));
      checkBlobAddress({ sha256, bytes });
      return bytes;
    },
    async put(bytes, mediaType) {
      const blob = { sha256: hash('sha256', bytes, 'hex'), mediaType, bytes };
      await files.holding(isFile(blob) ? [blob.sha256] : [], async () => {
        if (isFile(blob)) await files.write(blob.sha256, bytes);
        await writer.run(() => {
          insertBlob(connection, blob, { kept: true });
        });
      });
      return { sha256: blob.sha256, bytes: bytes.byteLength, mediaType };
    },
  };
}

export function isFile(blob: BlobWrite): boolean {
  return blob.bytes.byteLength > rowLimitBytes;
}

/** The row of a blob. A file's bytes were made durable before. One that is `kept` stays whether or not a run uses it. */
export function insertBlob(connection: Connection, blob: BlobWrite, { kept }: { readonly kept: boolean }): void {
  connection
    .prepare(
      `insert into blobs (sha256, media_type, bytes, content, kept)
       values (@sha256, @mediaType, @bytes, @content, @kept)
       on conflict (sha256) do ${kept ? 'update set kept = 1' : 'nothing'}`,
    )
    .run({ sha256: blob.sha256, mediaType: blob.mediaType, bytes: blob.bytes.byteLength, content: isFile(blob) ? null : blob.bytes, kept: Number(kept) });
}
