import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../src/core/domain/model/ids.ts';
import { oneDelivery } from './crash-definitions.ts';
import { CrashSite, openIncident } from './crash-site.ts';
import type { Engine } from './engine.ts';

describe('a once effect killed between its start and its outcome', () => {
  let site: CrashSite;
  let runId: RunId;
  beforeEach(async () => {
    site = await CrashSite.open();
    site.witness.hold();
    const host = await site.host();
    const delivered = site.witness.after(1);
    runId = await site.start(host, oneDelivery('witness.once'));
    await delivered;
    await host.kill();
    site.witness.release();
  });
  afterEach(async () => { await site.close(); });

  async function answer(host: Engine, given: { readonly answer: 'retry' | 'skip'; readonly value?: object }): Promise<void> {
    const incident = openIncident(await site.journal(runId), 'in_doubt') ?? '';
    await host.ask({ do: 'say', runId, key: 'answer', command: { name: 'resolve', incident, ...given } as never });
    expect(await host.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });
  }

  it('waits for a person, however often the host is killed, and is delivered again with the same key when told so', async () => {
    for (let kill = 0; kill < 2; kill += 1) await (await site.host()).kill();
    const host = await site.host();
    expect(await host.ask({ do: 'settle', runId })).toMatchObject({ status: 'waiting' });
    expect([...site.witness.deliveries.values()]).toEqual([1]);

    await answer(host, { answer: 'retry' });

    expect([...site.witness.deliveries.values()]).toEqual([2]);
    const events = await site.journal(runId);
    expect(events.filter(({ type }) => type === 'effect_started').map(({ payload }) => payload['attempt'])).toEqual([1, 2]);
    expect(events.filter(({ type }) => type === 'effect_completed')).toHaveLength(1);
  });

  it('takes the value a person gives, and is not delivered again', async () => {
    const host = await site.host();

    await answer(host, { answer: 'skip', value: { it: 'happened' } });

    expect([...site.witness.deliveries.values()]).toEqual([1]);
  });

  it('is still in doubt when the host that recovered it was killed right after its first commit', async () => {
    const first = site.launch({ dieAtCommit: 1 });
    await first.exited;
    const host = await site.host();

    expect(await host.ask({ do: 'settle', runId })).toMatchObject({ status: 'waiting' });
    expect(openIncident(await site.journal(runId), 'in_doubt')).toBeDefined();
    expect([...site.witness.deliveries.values()]).toEqual([1]);
    await answer(host, { answer: 'retry' });
  });
});

it('a safe effect whose host is killed during recovery three times stops before a person', async () => {
  const site = await CrashSite.open();
  site.witness.hold();
  const host = await site.host();
  const delivered = site.witness.after(1);
  const runId = await site.start(host, oneDelivery('witness.safe'));
  await delivered;
  await host.kill();
  site.witness.release();

  for (let kill = 0; kill < 3; kill += 1) await site.launch({ dieAtCommit: 1 }).exited;
  const next = await site.host();

  expect(await next.ask({ do: 'settle', runId })).toMatchObject({ status: 'waiting' });
  const incident = openIncident(await site.journal(runId), 'crash_loop');
  expect(incident).toBeDefined();
  await next.ask({ do: 'say', runId, key: 'answer', command: { name: 'resolve', incident: incident ?? '', answer: 'retry' } });
  expect(await next.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });
  expect([...site.witness.deliveries.values()]).toEqual([2]);
  await site.close();
});
