import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/model/errors.ts';
import type { Sha256 } from '../../domain/model/ids.ts';

/** Blobs above this are files; below, a row costs less than a file. */
export const rowLimitBytes = 1_048_576;

/** Large blobs as files `blobs/<first two digits>/<address>` beside the database. */
export interface BlobFiles {
  /** Durable with its directory when it returns: the row that names it is committed after. */
  write(sha256: Sha256, bytes: Uint8Array): Promise<void>;
  read(sha256: Sha256): Promise<Uint8Array>;
}

export function createBlobFiles(directory: string): BlobFiles {
  const folderOf = (sha256: Sha256): string => join(directory, 'blobs', sha256.slice(0, 2));
  return {
    async write(sha256, bytes) {
      const folder = folderOf(sha256);
      const temporary = join(folder, `${sha256}.${randomUUID()}`);
      try {
        await mkdir(folder, { recursive: true });
        await writeSynced(temporary, bytes);
        await rename(temporary, join(folder, sha256));
        for (const changed of [folder, join(directory, 'blobs'), directory]) await syncDirectory(changed);
      } catch (error) {
        await rm(temporary, { force: true });
        throw new AppError('precondition_failed', `${String(bytes.byteLength)} bytes could not be written below "${folder}".`, {
          next: 'Check that the disk has space and that you may write there, then try again.',
          cause: error,
        });
      }
    },
    async read(sha256) {
      try {
        return await readFile(join(folderOf(sha256), sha256));
      } catch (error) {
        throw new AppError('integrity', `The bytes under the address ${sha256} are named by the database, but their file cannot be read.`, {
          next: 'Restore the data directory from a backup.',
          data: { sha256 },
          cause: error,
        });
      }
    },
  };
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows has no such call and journals its directories itself. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
