import { afterEach, beforeEach, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import { cardThenDelivery, cardThenModel, oneDelivery } from './crash-definitions.ts';
import { CrashSite } from './crash-site.ts';

let site: CrashSite;
beforeEach(async () => { site = await CrashSite.open(); });
afterEach(async () => { await site.close(); });

it('a card that was open when the host was killed is answered in the next process', async () => {
  const first = await site.host();
  const runId = await site.start(first, cardThenDelivery());
  expect(await first.ask({ do: 'settle', runId })).toMatchObject({ status: 'waiting' });
  await first.kill();

  const second = await site.host();
  expect(await second.ask({ do: 'say', runId, key: 'answer', command: { name: 'card', visit: 'ask#1', values: {} } })).toMatchObject({ kind: 'accepted' });
  expect(await second.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });

  expect([...site.witness.deliveries.values()]).toEqual([1]);
  await site.journal(runId);
});

it('a model that was chosen at the start is asked by the next process', async () => {
  const first = await site.host();
  const { runId = '' } = await first.ask({ do: 'start', key: 'the-run', definition: cardThenModel(), inputs: { url: site.witness.url }, pins: { llm: { connector: 'mock', model: 'chosen' } } });
  const id = RunId.parse(runId);
  expect(await first.ask({ do: 'settle', runId: id })).toMatchObject({ status: 'waiting' });
  await first.kill();

  const second = await site.host();
  await second.ask({ do: 'say', runId: id, key: 'answer', command: { name: 'card', visit: 'ask#1', values: {} } });
  await second.ask({ do: 'settle', runId: id });
  expect((await site.journal(id)).filter(({ type }) => type === 'effect_scheduled')).toMatchObject([{ payload: { request: { connector: 'mock', model: 'chosen' } } }]);
});

it('an answer that was accepted right before the kill is not asked for again', async () => {
  const first = await site.host();
  const runId = await site.start(first, cardThenDelivery());
  expect(await first.ask({ do: 'say', runId, key: 'answer', command: { name: 'card', visit: 'ask#1', values: {} } })).toMatchObject({ kind: 'accepted' });
  await first.kill();

  const second = await site.host();
  expect(await second.ask({ do: 'say', runId, key: 'answer', command: { name: 'card', visit: 'ask#1', values: {} } })).toMatchObject({ kind: 'duplicate' });
  expect(await second.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });
  expect((await site.journal(runId)).filter(({ type }) => type === 'card')).toHaveLength(1);
});

it('of two processes on one directory the second is refused, until the first is killed', async () => {
  const first = await site.host({ lock: true });

  expect(await site.launch({ lock: true }).hears()).toEqual({ did: 'refused' });
  await first.kill();

  await site.host({ lock: true });
});

it('a host that slept while another claimed its directory is fenced at its next commit', async () => {
  site.witness.hold();
  const sleeper = await site.host();
  const delivered = site.witness.after(1);
  const runId = await site.start(sleeper, oneDelivery('witness.keyed'));
  await delivered;
  sleeper.tell({ do: 'settle', runId });

  sleeper.signal('SIGSTOP');
  await site.claim();
  site.witness.release();
  sleeper.signal('SIGCONT');

  const fenced = { error: { code: 'conflict', data: { reason: 'fenced' } } };
  expect(await sleeper.hears()).toMatchObject(fenced);
  expect(await sleeper.ask({ do: 'say', runId, key: 'late', command: { name: 'stop' } })).toMatchObject(fenced);
  expect((await site.journal(runId)).some(({ type }) => type === 'effect_completed')).toBe(false);

  const owner = await site.host();
  expect(await owner.ask({ do: 'settle', runId })).toMatchObject({ status: 'completed' });
  expect([...site.witness.deliveries.values()]).toEqual([2]);
  await site.journal(runId);
});
