import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
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
  /** Keeps the file of these addresses while `work` writes the rows that name them. */
  holding<Answer>(addresses: readonly Sha256[], work: () => Promise<Answer>): Promise<Answer>;
  /** Removes the file of a blob whose row is gone, unless somebody is writing it again. */
  removeUnused(sha256: Sha256): void;
  /** Removes files older than `before` that no row names, as a crash between file and row leaves them. Answers how many. */
  sweep(files: { readonly before: number; readonly isNamed: (name: string) => boolean }): Promise<number>;
}

export function createBlobFiles(directory: string): BlobFiles {
  const folderOf = (sha256: Sha256): string => join(directory, 'blobs', sha256.slice(0, 2));
  const held = new HeldAddresses();
  return {
    holding: async (addresses, work) => await held.during(addresses, work),
    removeUnused(sha256) {
      // In the same turn as the look: a writer that comes next makes the file anew.
      if (!held.has(sha256)) rmSync(join(folderOf(sha256), sha256), { force: true });
    },
    async sweep({ before, isNamed }) {
      const root = join(directory, 'blobs');
      let swept = 0;
      for (const entry of existsSync(root) ? await readdir(root, { recursive: true, withFileTypes: true }) : []) {
        if (!entry.isFile()) continue;
        const file = join(entry.parentPath, entry.name);
        const { mtimeMs } = await stat(file);
        if (mtimeMs >= before || held.has(entry.name) || isNamed(entry.name)) continue;
        rmSync(file, { force: true });
        swept += 1;
      }
      return swept;
    },
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

/** How many writers hold an address just now. */
class HeldAddresses {
  readonly #writers = new Map<string, number>();

  has(address: string): boolean {
    return this.#writers.has(address);
  }

  async during<Answer>(addresses: readonly Sha256[], work: () => Promise<Answer>): Promise<Answer> {
    for (const address of addresses) this.#writers.set(address, (this.#writers.get(address) ?? 0) + 1);
    try {
      return await work();
    } finally {
      for (const address of addresses) this.#release(address);
    }
  }

  #release(address: string): void {
    const left = (this.#writers.get(address) ?? 1) - 1;
    if (left === 0) this.#writers.delete(address);
    else this.#writers.set(address, left);
  }
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
