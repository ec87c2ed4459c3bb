import Database from 'better-sqlite3';
import { AppError } from '../../domain/model/errors.ts';
import { describeSqliteError, endsConnection } from './sqlite-errors.ts';

/** A statement whose rows are `Row`. That they are is said where the statement is prepared and nowhere else. */
export type Statement<Row> = Database.Statement<unknown[], Row>;

/** The log is cut to this once it was written over to the database. */
export const logCapBytes = 8 * 1024 * 1024;

/**
 * One connection to the database, safe against power loss and opened again when an I/O error made it untrustworthy.
 * Statements are prepared once and kept by their text.
 */
export class Connection {
  readonly file: string;
  readonly readonly: boolean;
  #db: Database.Database | undefined;
  #closed = false;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(file: string, options: { readonly readonly: boolean }) {
    this.file = file;
    this.readonly = options.readonly;
    this.#db = this.#open();
  }

  prepare<Row = unknown>(sql: string): Statement<Row> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#use().prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement as Statement<Row>;
  }

  /** Runs a script of several statements: migrations only. */
  execute(sql: string): void {
    this.#use().exec(sql);
  }

  pragma(name: string): unknown {
    return this.#use().pragma(name, { simple: true });
  }

  /** Everything `work` writes, or nothing. It is durable when this returns; what it throws is thrown on, as it came. */
  transaction<Answer>(work: () => Answer): Answer {
    this.prepare('begin immediate').run();
    try {
      const answer = work();
      this.prepare('commit').run();
      return answer;
    } catch (error) {
      this.#abandon(error);
      throw error;
    }
  }

  /** A read with failures in our words. */
  read<Answer>(work: () => Answer): Answer {
    try {
      return work();
    } catch (error) {
      throw describeSqliteError(error, this.file);
    }
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  /** Ends a failed transaction. SQLite ends some by itself, and after an I/O error only a new connection is safe. */
  #abandon(error: unknown): void {
    if (endsConnection(error)) this.#drop();
    else if (this.#db?.inTransaction === true) this.prepare('rollback').run();
  }

  #drop(): void {
    this.#statements.clear();
    this.#db?.close();
    this.#db = undefined;
  }

  #use(): Database.Database {
    if (this.#closed) throw new AppError('precondition_failed', `The database "${this.file}" was closed.`);
    this.#db ??= this.#open();
    return this.#db;
  }

  #open(): Database.Database {
    let db: Database.Database | undefined;
    try {
      db = new Database(this.file, { readonly: this.readonly, fileMustExist: this.readonly, timeout: 5_000 });
      // Before anything is written: a database with tables would have to be written anew to take it up.
      if (!this.readonly) db.pragma('auto_vacuum = incremental');
      if (!this.readonly && db.pragma('journal_mode = wal', { simple: true }) !== 'wal') {
        throw new AppError('precondition_failed', `The database "${this.file}" stands on a disk that cannot keep a write-ahead log.`, {
          next: 'Put the data directory on a local disk.',
        });
      }
      // By hand on every connection: better-sqlite3 is compiled so that a WAL database falls back to NORMAL, which loses
      // the last commits in a power cut, while the pragma goes on reading FULL.
      db.pragma('synchronous = full');
      if (!this.readonly) db.pragma(`journal_size_limit = ${logCapBytes}`);
      db.pragma('foreign_keys = on');
      db.pragma('trusted_schema = off');
      db.pragma('cache_size = -32000');
      return db;
    } catch (error) {
      db?.close();
      throw describeSqliteError(error, this.file);
    }
  }
}
