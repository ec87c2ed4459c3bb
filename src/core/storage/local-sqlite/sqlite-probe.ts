import Database from 'better-sqlite3';

/** Which SQLite the native module brings, asked through it; throws where it does not load or answer. */
export function probeSqlite(): string {
  const database = new Database(':memory:');
  try {
    return String(database.prepare('select sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}
