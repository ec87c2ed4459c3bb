import Database from 'better-sqlite3';
import { join } from 'node:path';
import { AppError } from '../domain/model/errors.ts';

/** Held by the one process that writes in a data directory. The system frees it when that process ends, however it ends. */
export interface HostLock {
  release(): void;
}

/** What nobody refers to is closed when memory is cleaned up, and a closed file is unlocked: a lock lasts until it is released. */
const held = new Set<Database.Database>();

/**
 * The lock of a data directory, or nothing when another process (or an earlier call in this one) holds it; it never waits.
 * The lock is SQLite's own on a file that holds no data, so it needs no cleaning up after a crash and no guessing from process ids.
 */
export async function openHostLock(directory: string, name = 'host.lock.db'): Promise<HostLock | undefined> {
  const file = join(directory, name);
  let db: Database.Database | undefined;
  try {
    db = new Database(file, { timeout: 0 });
    // No journal file beside it: nothing is ever written in the transaction that holds the lock.
    db.pragma('journal_mode = memory');
    db.exec('begin exclusive');
  } catch (error) {
    db?.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
    throw new AppError('precondition_failed', `The lock file "${file}" cannot be opened.`, {
      next: 'Check that the data directory exists and that you may write in it.',
      data: { file },
      cause: error,
    });
  }
  const locked = db;
  held.add(locked);
  return {
    release: () => {
      held.delete(locked);
      locked.close();
    },
  };
}
