import Database from 'better-sqlite3';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Connection } from '../../../src/core/storage/local-sqlite/connection.ts';
import { migrate, migrationChecksum, schemaVersion } from '../../../src/core/storage/local-sqlite/migrate.ts';
import { migrations, type Migration } from '../../../src/core/storage/local-sqlite/migrations.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const first: Migration = { number: 1, name: 'notes', sql: 'create table notes (id integer primary key)' };
const second: Migration = { number: 2, name: 'note-text', sql: `alter table notes add column text text not null default ''` };

async function connected(): Promise<Connection> {
  const connection = new Connection(join(await temporaryDirectory(), 'test.db'), { readonly: false });
  onTestFinished(() => {
    connection.close();
  });
  return connection;
}

describe('migrations', () => {
  it('run once each, in order, over what an older program made', async () => {
    const connection = await connected();
    migrate(connection, [first]);
    connection.prepare('insert into notes (id) values (1)').run();

    migrate(connection, [first, second]);
    migrate(connection, [first, second]);

    expect(schemaVersion(connection)).toBe(2);
    expect(connection.prepare('select id, text from notes').all()).toEqual([{ id: 1, text: '' }]);
  });

  it('leave no trace when one fails', async () => {
    const connection = await connected();
    migrate(connection, [first]);
    expect(() => {
      migrate(connection, [first, { ...second, sql: `${second.sql}; create table notes (id integer)` }]);
    }).toThrow();
    expect(schemaVersion(connection)).toBe(1);
    expect(connection.prepare(`select name from pragma_table_info('notes')`).all()).toEqual([{ name: 'id' }]);
  });

  it('that were changed after they ran are refused', async () => {
    const connection = await connected();
    migrate(connection, [first]);
    expect(() => {
      migrate(connection, [{ ...first, sql: `${first.sql} strict` }]);
    }).toThrow(expect.objectContaining({ code: 'integrity' }));
  });

  it('that a program in between did not know yet run later, found by their number', async () => {
    const connection = await connected();
    const third: Migration = { number: 3, name: 'tags', sql: 'create table tags (id integer primary key)' };
    migrate(connection, [first, third]);
    migrate(connection, [first, second, third]);
    expect(connection.prepare('select number from migrations order by number').all()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }]);
    expect(connection.prepare(`select name from pragma_table_info('notes')`).all()).toEqual([{ name: 'id' }, { name: 'text' }]);
  });

  it('that lack one in between make a reader wait for who may write', async () => {
    const connection = await connected();
    const third: Migration = { number: 3, name: 'tags', sql: 'create table tags (id integer primary key)' };
    migrate(connection, [first, third]);
    const reader = new Connection(connection.file, { readonly: true });
    onTestFinished(() => { reader.close(); });
    expect(() => {
      migrate(reader, [first, second, third]);
    }).toThrow(expect.objectContaining({ code: 'precondition_failed', data: expect.objectContaining({ reason: 'database_outdated' }) }));
  });

  it('of a newer program are refused', async () => {
    const connection = await connected();
    migrate(connection, [first, second]);
    expect(() => {
      migrate(connection, [first]);
    }).toThrow(expect.objectContaining({ code: 'precondition_failed' }));
  });

  it('are in the order of their numbers', () => {
    const numbers = migrations.map((migration) => migration.number);
    expect(numbers).toEqual([...new Set(numbers)].toSorted((left, right) => left - right));
  });

  it('stand as they were released: a change of the schema is a new one', () => {
    expect(Object.fromEntries(migrations.map((migration) => [`${String(migration.number).padStart(4, '0')}-${migration.name}`, migrationChecksum(migration)]))).toMatchSnapshot();
  });

  it('make the schema that is written down', async () => {
    const connection = await connected();
    migrate(connection, migrations);
    const schema = new Database(connection.file, { readonly: true });
    const objects = schema.prepare<[], { sql: string }>(`select sql from sqlite_schema where sql is not null order by type desc, name`).all();
    schema.close();

    await expect(`${objects.map((object) => `${object.sql};`).join('\n\n')}\n`).toMatchFileSnapshot('schema.sql');
  });
});
