import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { finishedRun, openSampleHost, processClient, waitingRun } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterAll(() => host.close());

describe('pruning', () => {
  it('shows first what it would take and why, takes that and nothing else, and is in the audit log', async () => {
    const [gone, pinned, waiting] = [await finishedRun(host), await finishedRun(host), await waitingRun(host)];
    await client.runs.pin({ id: pinned });

    const preview = await client.runs.prune({ dryRun: true, days: 0 });
    expect((await client.runs.get({ id: gone })).pruned).toBeUndefined();
    const done = await client.runs.prune({ days: 0 });

    expect(preview).toMatchObject({ dryRun: true, freedBytes: 0, stopped: false });
    expect(preview.items).toContainEqual(expect.objectContaining({ part: 'run', reason: 'age', runs: 1, workflow: expect.objectContaining({ slug: 'data-report' }) }));
    expect(done.bytes).toBeGreaterThan(0);
    expect(await failureOf(client.runs.get({ id: gone }))).toMatchObject({ code: 'not_found' });
    expect((await client.runs.get({ id: pinned })).pinned).toBe(true);
    expect((await client.runs.get({ id: waiting })).status).toBe('waiting');
    expect((await client.runs.list({ statuses: ['completed', 'failed'] })).items.map(({ id }) => id)).toEqual([pinned]);
    const rows = await client.audit.list({ operation: 'runs.prune' });
    expect(rows.items.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
    await client.runs.unpin({ id: pinned });
  });

  it('counts a run once, in the preview as when it goes, however many of its parts go', async () => {
    await finishedRun(host);
    const ended = (await client.runs.list({ statuses: ['completed', 'failed'], limit: 500 })).items.length;

    const preview = await client.runs.prune({ dryRun: true, days: 0 });

    expect(preview.items.length).toBeGreaterThan(1);
    expect(preview.runs).toBe(ended);
    expect((await client.runs.prune({ days: 0 })).runs).toBe(ended);
  });

  it('by the ages of the settings leaves a run that tells how it ended, and nothing to decide again', async () => {
    const run = await finishedRun(host);
    const { outcome, outputs } = await client.runs.get({ id: run });
    await client.settings.set({ section: 'retention', value: { eventDays: 0, payloadDays: 0 } });

    await client.runs.prune({});

    const view = await client.runs.get({ id: run });
    expect(view).toMatchObject({ pruned: 'events', status: 'completed', active: [] });
    expect([view.outcome, view.outputs]).toEqual([outcome, outputs]);
    expect((await client.runs.events({ id: run })).items).toEqual([]);
    expect(await failureOf(client.runs.replay({ id: run }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'pruned' } });
    expect(await failureOf(client.runs.fork({ id: run }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'pruned' } });
    await client.settings.set({ section: 'retention', value: {} });
  });

  it('without its large values a run still shows its journal', async () => {
    const run = await finishedRun(host);
    const before = (await client.runs.events({ id: run })).items.length;
    await client.settings.set({ section: 'retention', value: { payloadDays: 0 } });

    await client.runs.prune({});

    expect((await client.runs.get({ id: run })).pruned).toBe('payloads');
    expect((await client.runs.events({ id: run })).items).toHaveLength(before);
    expect((await client.artifacts.list({ run })).items.length).toBeGreaterThan(0);
    await client.settings.set({ section: 'retention', value: {} });
  });
});

describe('an archive', () => {
  it('holds a run whole, is read back before it counts, and may be asked for before anything goes', async () => {
    const run = await finishedRun(host);
    const to = path.join(host.dataDirectory, 'files', 'archive');
    await client.settings.set({ section: 'retention', value: { archivedOnly: true } });
    await client.runs.prune({ days: 0 });
    expect((await client.runs.get({ id: run })).seq).toBeGreaterThan(0);

    const { items } = await client.runs.archive({ to, id: run });
    const [written] = items;
    if (written === undefined) throw new Error('the run was not archived');

    expect(await client.runs.checkarchive({ path: written.path })).toMatchObject({ id: run, workflow: 'data-report', status: 'completed', rows: written.rows });
    expect((await client.runs.get({ id: run })).archivedAt).toBeDefined();
    await client.runs.prune({ days: 0 });
    expect(await failureOf(client.runs.get({ id: run }))).toMatchObject({ code: 'not_found' });
    await client.settings.set({ section: 'retention', value: {} });

    const text = await readFile(written.path, 'utf8');
    await writeFile(written.path, text.replace('"seq":2', '"seq":3'));
    expect(await failureOf(client.runs.checkarchive({ path: written.path }))).toMatchObject({ code: 'integrity' });
    await writeFile(written.path, text.slice(0, -200));
    expect(await failureOf(client.runs.checkarchive({ path: written.path }))).toMatchObject({ code: 'integrity' });
  });

  it('is for runs that have ended, many by a filter', async () => {
    const to = path.join(host.dataDirectory, 'files', 'archives');
    await finishedRun(host);
    await finishedRun(host);

    const { items } = await client.runs.archive({ to, workflow: 'data-report' });

    expect(items.length).toBeGreaterThanOrEqual(2);
    expect((await client.runs.archive({ to, workflow: 'data-report' })).items).toEqual([]);
    expect(await failureOf(client.runs.archive({ to, id: await waitingRun(host) }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_ended' } });
  });
});
