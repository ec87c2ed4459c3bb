import Database from 'better-sqlite3';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { WorkflowDataPort } from '../../../src/core/domain/ports/workflow-data-port.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { migrations } from '../../../src/core/storage/local-sqlite/migrations.ts';
import { blob, card, continuation, start, startedRun } from '../../contracts/run-commit-fixture.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const opened = async (directory: string, readonly = false): Promise<WorkflowDataPort> => {
  const port = await openLocalSqlite({ directory, readonly });
  onTestFinished(() => port.close());
  return port;
};

/** Reaches into the database as damage or another program would. */
const tamper = (directory: string, sql: string): void => {
  const db = new Database(join(directory, 'aiwm.db'));
  db.exec(sql);
  db.close();
};

describe('a database that is closed', () => {
  it('is found as it was left', async () => {
    const directory = await temporaryDirectory();
    const first = await openLocalSqlite({ directory });
    const { epoch, runId } = await startedRun(first);
    const shown = card(runId, 'review#1');
    await first.commitRun(continuation(runId, 3, { epoch, inputKey: 'k', cards: { opened: [shown], closed: [] }, timers: { set: [{ id: 't', dueAt: 5 }], cleared: [] } }));
    const before = [await first.runs.load(runId), await first.runs.events(runId, { after: 0, limit: 10 })];
    await first.close();

    const second = await opened(directory);

    expect([await second.runs.load(runId), await second.runs.events(runId, { after: 0, limit: 10 })]).toEqual(before);
    expect(await second.cards.get(shown.id)).toEqual(shown);
    expect(await second.runs.nextTimer()).toBe(5);
    expect(await second.commitRun(continuation(runId, 5, { epoch, inputKey: 'k' }))).toEqual({ kind: 'duplicate', runId, seq: 4 });
    expect((await second.claim({ id: 'next', at: start })).epoch).toBe(epoch + 1);
  });

  it('holds what was asked for before it closed, and takes nothing after', async () => {
    const directory = await temporaryDirectory();
    const port = await openLocalSqlite({ directory });
    const { epoch, runId } = await startedRun(port);

    const pending = port.commitRun(continuation(runId, 3, { epoch }));
    await port.close();

    expect(await pending).toEqual({ kind: 'committed', seq: 5 });
    await expect(port.commitRun(continuation(runId, 5, { epoch }))).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(port.runs.get(runId)).rejects.toMatchObject({ code: 'precondition_failed' });
    expect((await (await opened(directory)).runs.get(runId))?.seq).toBe(5);
  });
});

describe('a database opened to read only', () => {
  it('is said to be missing while there is none, and none is made', async () => {
    const directory = await temporaryDirectory();
    await expect(openLocalSqlite({ directory, readonly: true })).rejects.toMatchObject({ code: 'precondition_failed', data: { reason: 'database_missing' } });
    expect(await readdir(directory)).toEqual([]);
  });

  it('is said to be outdated when it is older than the program', async () => {
    const directory = await temporaryDirectory();
    new Database(join(directory, 'aiwm.db')).close();
    tamper(directory, 'create table migrations (number integer primary key, name text, checksum text)');
    await expect(openLocalSqlite({ directory, readonly: true })).rejects.toMatchObject({ code: 'precondition_failed', data: { reason: 'database_outdated' } });
  });

  it('shows what a writer commits meanwhile, and writes nothing itself', async () => {
    const directory = await temporaryDirectory();
    const writer = await opened(directory);
    const reader = await opened(directory, true);
    const { epoch, runId } = await startedRun(writer);
    expect((await reader.runs.get(runId))?.seq).toBe(3);

    await writer.commitRun(continuation(runId, 3, { epoch }));

    expect((await reader.runs.get(runId))?.seq).toBe(5);
    await expect(reader.settings.write('server', {}, 0)).rejects.toMatchObject({ code: 'precondition_failed' });
    await expect(reader.claim({ id: 'reader', at: start })).rejects.toMatchObject({ code: 'precondition_failed' });
  });

  it('is read also when its writer has gone', async () => {
    const directory = await temporaryDirectory();
    const writer = await openLocalSqlite({ directory });
    const { runId } = await startedRun(writer);
    await writer.close();
    expect((await (await opened(directory, true)).runs.get(runId))?.seq).toBe(3);
  });
});

describe('damage', () => {
  it('of a small blob is found when it is read', async () => {
    const directory = await temporaryDirectory();
    const port = await opened(directory);
    const { sha256 } = await port.blobs.put(new TextEncoder().encode('bytes'), 'text/plain');
    tamper(directory, `update blobs set content = x'00'`);
    await expect(port.blobs.read(sha256)).rejects.toMatchObject({ code: 'integrity', data: { sha256 } });
  });

  it('of a large blob is found when it is read, and so is its absence', async () => {
    const directory = await temporaryDirectory();
    const port = await opened(directory);
    const large = blob('large', 1_048_577);
    await port.blobs.put(large.bytes, 'text/plain');
    const file = join(directory, 'blobs', large.sha256.slice(0, 2), large.sha256);
    const whole = await readFile(file);
    expect(whole.byteLength).toBe(1_048_577);

    await writeFile(file, whole.subarray(1));
    await expect(port.blobs.read(large.sha256)).rejects.toMatchObject({ code: 'integrity' });
    await writeFile(file, '');
    await expect(port.blobs.read(large.sha256)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('of the file itself is told apart from a missing one', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'aiwm.db'), 'this is no database, but long enough to be taken for one. '.repeat(40));
    await expect(openLocalSqlite({ directory })).rejects.toMatchObject({ code: 'integrity' });
  });
});

describe('a directory that cannot be written', () => {
  it('is refused by name', async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, 'file'), '');
    await expect(openLocalSqlite({ directory: join(directory, 'file', 'gen-0001') })).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('gen-0001') as string });
  });

  it('is refused when the database is in the way of itself', async () => {
    const directory = await temporaryDirectory();
    await mkdir(join(directory, 'aiwm.db'));
    await expect(openLocalSqlite({ directory })).rejects.toMatchObject({ code: 'precondition_failed' });
  });
});

describe('the facts about a database', () => {
  it('say that it is whole, safe and at home', async () => {
    const port = await opened(await temporaryDirectory());
    await startedRun(port);
    expect(await port.inspect()).toMatchObject({ adapter: 'local-sqlite', schemaVersion: migrations.at(-1)?.number, integrity: 'ok', journalMode: 'wal', synchronous: 2, runs: 1, epoch: 1, instanceChanged: false });
  });

  it('say when it was copied to another place', async () => {
    const directory = await temporaryDirectory();
    const original = await openLocalSqlite({ directory });
    await original.close();
    const elsewhere = await temporaryDirectory();
    await cp(directory, elsewhere, { recursive: true });

    const copy = await opened(elsewhere);
    const again = await opened(directory);

    expect((await copy.inspect())['instanceChanged']).toBe(true);
    expect((await again.inspect())['instanceChanged']).toBe(false);
    expect((await copy.inspect())['instanceId']).toBe((await again.inspect())['instanceId']);
    expect([await copy.isForeign(), await again.isForeign()]).toEqual([true, false]);
  });

  it('belong to the new place once adopted, under an id of their own', async () => {
    const directory = await temporaryDirectory();
    await (await openLocalSqlite({ directory })).close();
    const elsewhere = await temporaryDirectory();
    await cp(directory, elsewhere, { recursive: true });
    const copy = await openLocalSqlite({ directory: elsewhere });
    const before = (await copy.inspect())['instanceId'];

    await copy.adopt();
    await copy.close();

    const reopened = await opened(elsewhere);
    expect(await reopened.isForeign()).toBe(false);
    expect((await reopened.inspect())['instanceId']).not.toBe(before);
  });
});
