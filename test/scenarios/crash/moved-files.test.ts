import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../src/core/domain/model/run-event.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { oneFile } from './crash-definitions.ts';
import { CrashSite } from './crash-site.ts';

let site: CrashSite;
let files: string;
beforeEach(async () => {
  site = await CrashSite.open();
  files = join(await realpath(site.directory), 'workflow-files');
  await mkdir(files);
  await writeFile(join(files, 'order.csv'), 'of the run');
});
afterEach(() => site.close());

/** A host that dies as soon as the disk has changed, while the journal knows only that it was begun. */
async function killedAfter(definition: JsonObject): Promise<RunId> {
  const host = await site.host({ files, dieAtFile: true });
  host.tell({ do: 'start', key: 'the-run', definition, inputs: { url: site.witness.url } });
  await host.exited;
  const data = await openLocalSqlite({ directory: site.directory, readonly: true });
  const [run] = await data.runs.list({ limit: 1 });
  await data.close();
  if (run === undefined) throw new Error('The run was not begun.');
  expect(completed(await site.journal(run.id))).toHaveLength(1); // it was only looked which file it is
  return run.id;
}

/** What the journal knows once the next host has gone on with the run. */
async function goneOn(runId: RunId): Promise<readonly RunEvent[]> {
  const host = await site.host({ files });
  expect(await host.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });
  await host.ask({ do: 'close' });
  return await site.journal(runId);
}

function completed(events: readonly RunEvent[]): readonly RunEvent[] {
  return events.filter(({ type }) => type === 'effect_completed');
}

describe('a host killed after a file was moved and before its journal knows', () => {
  it('finds the file under its new name, and leaves one that came since under the old name', async () => {
    const run = await killedAfter(oneFile('file.move', { from: 'order.csv', to: 'done/order.csv' }));
    expect(await readdir(files)).toEqual(['done']);
    await writeFile(join(files, 'order.csv'), 'came later');

    const events = await goneOn(run);

    expect(completed(events).slice(1)).toMatchObject([{ payload: { output: { from: 'order.csv', path: 'done/order.csv', name: 'order.csv', bytes: 10 } } }]);
    expect(events.filter(({ type }) => type === 'incident_opened' || type === 'effect_failed')).toEqual([]);
    expect(await readFile(join(files, 'done', 'order.csv'), 'utf8')).toBe('of the run');
    expect(await readFile(join(files, 'order.csv'), 'utf8')).toBe('came later');
  });
});

describe('a host killed after a file was deleted and before its journal knows', () => {
  it('does not miss the file', async () => {
    const run = await killedAfter(oneFile('file.delete', { path: 'order.csv' }));
    expect(await readdir(files)).toEqual([]);

    const events = await goneOn(run);

    expect(completed(events).slice(1)).toMatchObject([{ payload: { output: { path: 'order.csv', deleted: true } } }]);
    expect(events.filter(({ type }) => type === 'incident_opened' || type === 'effect_failed')).toEqual([]);
  });

  it('leaves a newer file of that name', async () => {
    const run = await killedAfter(oneFile('file.delete', { path: 'order.csv' }));
    await writeFile(join(files, 'order.csv'), 'came later');

    const events = await goneOn(run);

    expect(completed(events).slice(1)).toMatchObject([{ payload: { output: { path: 'order.csv', deleted: true } } }]);
    expect(await readFile(join(files, 'order.csv'), 'utf8')).toBe('came later');
  });
});
