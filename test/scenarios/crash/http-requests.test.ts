import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../src/core/domain/model/ids.ts';
import { oneRequest } from './crash-definitions.ts';
import { CrashSite, openIncident } from './crash-site.ts';
import type { Engine } from './engine.ts';

describe('a host killed while a service has a request of a run and has not answered', () => {
  let site: CrashSite;
  let reaches: string;
  beforeEach(async () => {
    site = await CrashSite.open();
    reaches = new URL(site.witness.url).host;
  });
  afterEach(() => site.close());

  async function killedDuring(repeat: 'once' | 'keyed'): Promise<{ readonly host: Engine; readonly runId: RunId }> {
    site.witness.hold();
    const first = await site.host({ reaches });
    const delivered = site.witness.after(1);
    const runId = await site.start(first, oneRequest(repeat));
    await delivered;
    await first.kill();
    site.witness.release();
    return { host: await site.host({ reaches }), runId };
  }

  it('asks a person whether what is sent once arrived, and sends it again only when told so', async () => {
    const { host, runId } = await killedDuring('once');

    expect(await host.ask({ do: 'settle', runId })).toMatchObject({ status: 'waiting' });
    expect([...site.witness.deliveries]).toEqual([['of the author', 1]]);
    const incident = openIncident(await site.journal(runId), 'in_doubt');
    expect(incident).toBeDefined();

    await host.ask({ do: 'say', runId, key: 'answer', command: { name: 'resolve', incident: incident ?? '', answer: 'retry' } });
    expect(await host.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });
    expect([...site.witness.deliveries]).toEqual([['of the author', 2]]);
  });

  it('sends what a service knows by its key again by itself, with the same key', async () => {
    const { host, runId } = await killedDuring('keyed');

    expect(await host.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });
    const events = await site.journal(runId);
    expect(openIncident(events, 'in_doubt')).toBeUndefined();
    const [[key, count] = []] = [...site.witness.deliveries];
    expect({ keys: site.witness.deliveries.size, count }).toEqual({ keys: 1, count: 2 });
    expect(key).not.toBe('');
    expect(events.filter(({ type }) => type === 'effect_completed')).toHaveLength(1);
  });
});
