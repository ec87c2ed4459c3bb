import { hash } from 'node:crypto';
import { AppError } from '../../domain/model/errors.ts';
import type { Connection } from './connection.ts';
import type { Migration } from './migrations.ts';

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Brings a database to the newest of `known`, each migration in its own transaction. One that was changed after it ran
 * is `integrity`; a database of a newer program, and an older one opened to read only, are `precondition_failed`.
 */
export function migrate(connection: Connection, known: readonly Migration[]): void {
  const applied = appliedMigrations(connection);
  // Whoever only reads leaves the checksums to who may write: they take longer than the query.
  for (const row of applied) checkApplied(connection, row, known);

  const numbers = new Set(applied.map(({ number }) => number));
  // By number, not by how many there are: two programs may have left out different ones.
  const pending = known.filter(({ number }) => !numbers.has(number));
  if (pending.length === 0) return;
  if (connection.readonly) {
    throw new AppError('precondition_failed', `The database "${connection.file}" is older than this program.`, {
      next: 'Run any command that may write; it brings the database up to date.',
      data: { reason: 'database_outdated', file: connection.file },
    });
  }
  for (const migration of pending) apply(connection, migration);
}

/** The number of the last migration that ran. */
export function schemaVersion(connection: Connection): number {
  return appliedMigrations(connection).at(-1)?.number ?? 0;
}

export function migrationChecksum(migration: Migration): string {
  return hash('sha256', migration.sql, 'hex');
}

function appliedMigrations(connection: Connection): readonly AppliedMigration[] {
  const table = connection.prepare(`select 1 from sqlite_schema where type = 'table' and name = 'migrations'`).get();
  if (table === undefined) return [];
  return connection.prepare<AppliedMigration>(`select number, name, checksum from migrations order by number`).all();
}

function checkApplied({ file, readonly }: Connection, row: AppliedMigration, known: readonly Migration[]): void {
  const migration = known.find((candidate) => candidate.number === row.number);
  if (migration === undefined) {
    throw new AppError('precondition_failed', `The database "${file}" was written by a newer version of this program (migration ${String(row.number)}, ${row.name}).`, {
      next: 'Use that version or a later one.',
      data: { reason: 'database_newer', file, migration: row.number },
    });
  }
  if (readonly ? migration.name === row.name : migrationChecksum(migration) === row.checksum) return;
  throw new AppError('integrity', `Migration ${String(row.number)} (${row.name}) of the database "${file}" is not the one this program knows.`, {
    next: 'Use the version of this program that made the database, or restore a backup.',
    data: { file, migration: row.number },
  });
}

function apply(connection: Connection, migration: Migration): void {
  connection.transaction(() => {
    connection.execute(`create table if not exists migrations (number integer primary key, name text not null, checksum text not null, applied_at integer not null) strict`);
    connection.execute(migration.sql);
    migration.afterwards?.(connection);
    connection
      .prepare(`insert into migrations (number, name, checksum, applied_at) values (@number, @name, @checksum, @appliedAt)`)
      .run({ number: migration.number, name: migration.name, checksum: migrationChecksum(migration), appliedAt: Date.now() });
  });
}
