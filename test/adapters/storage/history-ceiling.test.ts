import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { settingsSchemas, type Settings } from '../../../src/core/domain/model/settings.ts';
import type { WorkflowDataPort } from '../../../src/core/domain/ports/workflow-data-port.ts';
import { keepHistory } from '../../../src/core/domain/services/history-keeper.ts';
import { createEventBus } from '../../../src/core/events/event-bus.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { logCapBytes } from '../../../src/core/storage/local-sqlite/connection.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { blob, creation, projection, start } from '../../contracts/run-commit-fixture.ts';
import { createMemoryRunKeys } from '../../domain/runtime/executor/support/memory-run-keys.ts';
import { isLong } from '../../long.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const raise = (error: unknown): never => {
  throw error;
};

async function opened(directory: string): Promise<WorkflowDataPort> {
  const data = await openLocalSqlite({ directory, writerThread: { from: 8 } });
  onTestFinished(() => data.close());
  return data;
}

/** Every byte below the directory. */
function onDisk(directory: string): number {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** A run that has ended, with a large value only it has. */
function endedRun(epoch: number, at: number, bytes: number) {
  const own = blob(randomBytes(bytes / 2).toString('hex'));
  return creation(epoch, { projection: projection({ status: 'completed', endedAt: start + at }), blobs: [own], events: creation(epoch).events.map((event) => ({ ...event, payload: { value: { $spilled: own.sha256, bytes } } })) });
}

function keeping(data: WorkflowDataPort, retention: Partial<Settings['retention']>) {
  const publisher = createEventBus({ onListenerError: (_channel, error) => raise(error) });
  const value = settingsSchemas.retention.parse({ automatic: true, runDays: 36_500, eventDays: 36_500, payloadDays: 36_500, ...retention });
  const config = { get: () => Promise.resolve({ value, revision: 1 }) };
  const keeper = keepHistory({ history: data.history, keys: createMemoryRunKeys(systemRandom), config: config as never, clock: systemClock, publisher, pruneVersions: async () => undefined, onFault: raise, everyCommits: 50 });
  return { publisher, keeper };
}

describe('a history with a ceiling', () => {
  it('keeps the disk below 1.1 × the quota while runs go on and on', async () => {
    const directory = await temporaryDirectory();
    const data = await opened(directory);
    const { epoch } = await data.claim({ id: randomUUID(), at: start });
    const [megabytes, runs] = isLong ? [500, 100_000] : [40, 6_000];
    const { publisher, keeper } = keeping(data, { quotaMegabytes: megabytes });
    let highest = 0;
    for (let made = 0; made < runs; made += 50) {
      await Promise.all(Array.from({ length: 50 }, async (_, index) => {
        const commit = endedRun(epoch, made + index, isLong ? 8_000 : 10_000);
        await data.commitRun(commit);
        publisher.publish('run:committed', { runId: commit.runId, seq: 3 });
      }));
      highest = Math.max(highest, onDisk(directory));
    }
    await keeper.close();

    expect(highest).toBeGreaterThan(megabytes * 800_000);
    expect(highest).toBeLessThanOrEqual(megabytes * 1_100_000);
    // Of the latest at most the large values are gone: those of all runs go before any journal does.
    const [newest] = await data.runs.list({ limit: 1 });
    expect([undefined, 'payloads']).toContain(newest?.pruned);
    expect((await data.history.counts()).runs).toBeGreaterThan(0);
  }, isLong ? 900_000 : 60_000);

  it('gives room back to the disk, and keeps the log below its cap under load', async () => {
    const directory = await temporaryDirectory();
    const data = await opened(directory);
    const { epoch } = await data.claim({ id: randomUUID(), at: start });
    const made: Awaited<ReturnType<typeof endedRun>>[] = [];
    let log = 0;
    for (let turn = 0; turn < 40; turn += 1) {
      const commits = Array.from({ length: 50 }, (_, index) => endedRun(epoch, turn * 50 + index, 10_000));
      await Promise.all(commits.map((commit) => data.commitRun(commit)));
      made.push(...commits);
      log = Math.max(log, statSync(join(directory, 'aiwm.db-wal')).size);
    }
    const before = onDisk(directory);

    await data.history.prune(made.map(({ runId }) => runId), { part: 'run', endedBefore: start + 10_000, keepFailed: true, archivedOnly: false });
    while ((await data.history.compact(1000)) > 0) continue;

    expect(log).toBeGreaterThan(0);
    expect(log).toBeLessThanOrEqual(logCapBytes);
    expect(onDisk(directory)).toBeLessThan(before / 10);
    expect(await data.inspect()).toMatchObject({ integrity: 'ok', runs: 0, blobs: 0, freeBytes: 0 });
  });

  it('makes a database of before able to shrink when it is asked to', async () => {
    const directory = await temporaryDirectory();
    const old = new Database(join(directory, 'aiwm.db'));
    old.exec('create table before (id integer primary key)');
    old.close();
    const data = await opened(directory);
    const { epoch } = await data.claim({ id: randomUUID(), at: start });
    await data.commitRun(endedRun(epoch, 1, 10_000));

    expect(await data.history.rebuild()).toBe(true);
    expect(await data.history.rebuild()).toBe(false);
    expect(await data.inspect()).toMatchObject({ integrity: 'ok', runs: 1 });
  });

  it('takes nothing where retention is not automatic', async () => {
    const data = await opened(await temporaryDirectory());
    const { epoch } = await data.claim({ id: randomUUID(), at: start });
    const commit = endedRun(epoch, 1, 10_000);
    await data.commitRun(commit);
    const { keeper, publisher } = keeping(data, { automatic: false, runDays: 0, eventDays: 0, payloadDays: 0 });
    for (let told = 0; told < 100; told += 1) publisher.publish('run:committed', { runId: commit.runId, seq: 3 });
    await keeper.close();

    expect((await data.runs.get(commit.runId))?.pruned).toBeUndefined();
  });
});
