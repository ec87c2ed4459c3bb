import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHost } from '../../../src/core/app/open-host.ts';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { whySentences } from '../../../src/core/domain/model/why-sentences.ts';
import { fixtureSamples, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let dataDirectory: string;
let host: Host;
let client: AppClient;
let healthy: string;
let poison: string;

async function open(): Promise<void> {
  const opened = await openHost({ dataDirectory, samples: fixtureSamples });
  if (opened === undefined) throw new Error('somebody else is the host');
  host = opened;
  client = processClient(host.app);
}

beforeEach(async () => {
  dataDirectory = await mkdtemp(path.join(tmpdir(), 'aiwm-stalled-'));
  await open();
  healthy = await waitingRun(host);
  poison = await waitingRun(host);
  await host.close();
});
afterEach(async () => {
  await host.close();
  await rm(dataDirectory, { recursive: true, force: true });
});

function inDatabase<Result>(work: (db: Database.Database, run: number) => Result): Result {
  const db = new Database(path.join(dataDirectory, 'gen-0001', 'aiwm.db'));
  try {
    const { run } = db.prepare(`select run from workflow_runs where id = ?`).get(poison) as { run: number };
    return work(db, run);
  } finally {
    db.close();
  }
}

function batches(): unknown {
  return inDatabase((db, run) => db.prepare(`select seq, events from workflow_run_batches where run = ? order by seq`).all(run));
}

const damages: Readonly<Record<string, (db: Database.Database, run: number) => void>> = {
  'its last batch is no JSON': (db, run) => { db.prepare(`update workflow_run_batches set events = '[["transition_comm' where run = @run and seq = (select max(seq) from workflow_run_batches where run = @run)`).run({ run }); },
  'its last batch holds no rows': (db, run) => { db.prepare(`update workflow_run_batches set events = '{"no":"list"}' where run = @run and seq = (select max(seq) from workflow_run_batches where run = @run)`).run({ run }); },
  'its last batch is gone': (db, run) => { db.prepare(`delete from workflow_run_batches where run = @run and seq = (select max(seq) from workflow_run_batches where run = @run)`).run({ run }); },
  'a batch in the middle is gone': (db, run) => { db.prepare(`delete from workflow_run_batches where run = @run and seq = (select min(seq) from workflow_run_batches where run = @run)`).run({ run }); },
  'its row is ahead of its journal': (db, run) => { db.prepare(`update workflow_runs set seq = seq + 2 where run = ?`).run(run); },
  'its definition is gone': (db, run) => { db.prepare(`update workflow_runs set definition_hash = ? where run = ?`).run('f'.repeat(64), run); },
  'its row is damaged': (db, run) => { db.prepare(`update workflow_runs set reasons = '{"no": "list"' where run = ?`).run(run); },
  'its image is no JSON': (db, run) => { db.prepare(`insert or replace into workflow_run_images (run, seq, image) select run, seq, '{"run"' from workflow_runs where run = ?`).run(run); },
};

describe.each(Object.keys(damages))('a run of which %s', (damage) => {
  it.each(['running', 'waiting'])('stands as stalled with its next step, is driven by nobody, and can be removed (%s)', async (status) => {
    inDatabase((db, run) => {
      damages[damage]?.(db, run);
      db.prepare(`update workflow_runs set status = ? where run = ?`).run(status, run);
    });
    const before = batches();
    await open();
    const stalled = { code: 'integrity', detail: expect.stringContaining(`aiwm runs purge ${poison}`) };

    const { items } = await client.runs.list({});
    expect(Object.fromEntries(items.map((item) => [item.id, item.unreadable !== undefined]))).toEqual({ [healthy]: false, [poison]: true });
    expect(items.find(({ id }) => id === poison)?.reasons).toEqual([stalled]);
    expect(await client.runs.get({ id: poison })).toMatchObject({ id: poison, unreadable: expect.any(String), reasons: [stalled], may: [], active: [] });
    expect((await client.notifications.list({})).items).toContainEqual(expect.objectContaining({ code: 'stalled', runId: poison, severity: 'error' }));
    const why = await client.runs.why({ id: poison });
    expect(why.waits).toMatchObject([{ phase: 'stalled', reasons: [stalled] }]);
    expect(whySentences(why).join('\n')).toMatch(/is stalled: .*aiwm runs purge/u);

    const said = [client.runs.stop({ id: poison }), client.runs.pause({ id: poison }), client.runs.signal({ id: poison, name: 'hello' }), client.runs.fire({ id: poison, transition: 't1' })];
    for (const failure of await Promise.all(said.map((one) => failureOf(one)))) {
      expect(failure).toMatchObject({ code: 'integrity', message: expect.stringContaining(poison), next: expect.stringContaining(`aiwm runs purge ${poison}`) });
    }
    expect(batches()).toEqual(before);

    await client.cards.submit({ id: (await client.runs.get({ id: healthy })).cards[0] ?? '', values: { decision: 'approved' } });
    await host.app.idle();
    expect((await client.runs.get({ id: healthy })).status).toBe('completed');
    expect(await client.runs.purge({ id: poison })).toEqual({ id: poison });
    expect(await failureOf(client.runs.get({ id: poison }))).toMatchObject({ code: 'not_found' });
  });
});

describe('a watch', () => {
  it('of a run whose row is ahead of its journal ends with that', async () => {
    inDatabase((db, run) => { db.prepare(`update workflow_runs set seq = seq + 2 where run = ?`).run(run); });
    await open();
    const watched = async (): Promise<void> => {
      for await (const line of await client.runs.watch({ id: poison, until: 'ended' })) expect(line.runId).toBe(poison);
    };

    expect(await failureOf(watched())).toMatchObject({ code: 'integrity', message: expect.stringContaining(poison) });
  });

  it('of a run that lost its journal to retention is over at once', async () => {
    await open();
    await client.runs.stop({ id: healthy });
    await client.settings.set({ section: 'retention', value: { eventDays: 0, payloadDays: 0 } });
    await client.runs.prune({});
    expect((await client.runs.get({ id: healthy })).pruned).toBe('events');

    const lines = [];
    for await (const line of await client.runs.watch({ id: healthy, until: 'ended' })) lines.push(line);
    expect(lines).toEqual([]);
  });
});

describe('removing a run', () => {
  it('takes it whole, and is refused for one nobody knows', async () => {
    await open();
    expect(await failureOf(client.runs.purge({ id: '00000000-0000-7000-8000-000000000000' }))).toMatchObject({ code: 'not_found' });

    await client.runs.purge({ id: healthy });

    expect((await client.runs.list({})).items.map(({ id }) => id)).toEqual([poison]);
    expect((await client.cards.list({})).items.map((card) => card.runId)).toEqual([poison]);
  });
});
