import { statfsSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { AppError } from '../../domain/model/errors.ts';

/**
 * The same failure with a code and a next step. What SQLite says stays the `cause`; a failure that is none of SQLite's
 * is handed back as it came.
 */
export function describeSqliteError(error: unknown, file: string, freeBytes = freeBytesBeside): unknown {
  if (!(error instanceof Database.SqliteError)) return error;
  const data = { file, sqlite: error.code };
  const told = kindOf(error.code);
  const kind = told === 'io' && freeBytes(file) < leastFree ? 'full' : told;
  switch (kind) {
    case 'full':
      return new AppError('precondition_failed', `The disk that holds "${file}" is full; nothing was written.`, { next: 'Free some space and try again.', data, cause: error });
    case 'io':
      return new AppError('precondition_failed', `"${file}" could not be read or written: the system reported an input/output error.`, {
        next: 'Check the disk, then try again. What was reported as done is kept; the last step may or may not be.',
        data,
        cause: error,
      });
    case 'busy':
      return new AppError('conflict', `Another process is writing in "${file}".`, { next: 'Wait until it has finished, or end it, and try again.', data, cause: error });
    case 'denied':
      return new AppError('precondition_failed', `The database "${file}" cannot be opened or written.`, { next: 'Check that you may read and write the file and its directory.', data, cause: error });
    case 'damaged':
      return new AppError('integrity', `The database "${file}" is damaged: ${error.message}.`, { next: 'Restore it from a backup.', data, cause: error });
    case 'constraint':
      return new AppError('conflict', `Something with this name or id exists already, or what it belongs to does not: ${error.message}.`, { data, cause: error });
    case 'other':
      return new AppError('unexpected', `The database "${file}" reported: ${error.message}.`, { data, cause: error });
  }
}

/** After it nothing that this connection holds in memory may be trusted: close it and open another. */
export function endsConnection(error: unknown): boolean {
  return error instanceof Database.SqliteError && kindOf(error.code) === 'io';
}

/** Every member of a group meets it, so trying them one by one helps nobody. */
export function concernsEverybody(error: unknown): boolean {
  if (!(error instanceof Database.SqliteError)) return false;
  return kindOf(error.code) !== 'constraint' && kindOf(error.code) !== 'other';
}

/** With less, even a reader cannot have the memory that it shares with writers: what SQLite then tells is an input/output error. */
const leastFree = 64 * 1024;

function freeBytesBeside(file: string): number {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file));
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

type Kind = 'full' | 'io' | 'busy' | 'denied' | 'damaged' | 'constraint' | 'other';

// By the beginning of the extended code: SQLITE_IOERR_FSYNC is an SQLITE_IOERR.
const kinds: readonly (readonly [string, Kind])[] = [
  ['SQLITE_FULL', 'full'],
  ['SQLITE_IOERR', 'io'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_READONLY', 'denied'],
  ['SQLITE_CANTOPEN', 'denied'],
  ['SQLITE_PERM', 'denied'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_CONSTRAINT', 'constraint'],
];

function kindOf(code: string): Kind {
  return kinds.find(([prefix]) => code.startsWith(prefix))?.[1] ?? 'other';
}
