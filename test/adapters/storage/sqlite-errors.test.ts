import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { describeSqliteError, endsConnection } from '../../../src/core/storage/local-sqlite/sqlite-errors.ts';

const told = new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_SHMSIZE');
const free = (bytes: number) => () => bytes;

it('an input/output error on a disk without room is told as a full disk', () => {
  expect(describeSqliteError(told, 'aiwm.db', free(0))).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('is full'), next: 'Free some space and try again.' });
  expect(describeSqliteError(told, 'aiwm.db', free(10_000_000))).toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('input/output error') });
  expect(endsConnection(told)).toBe(true);
});
