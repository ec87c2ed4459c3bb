import { afterEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { canonicalJournal } from '../../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { failureOf } from '../../services/failure-of.ts';
import { around, go, looping, node, step, workflow } from '../support/definitions.ts';
import { gates, oneCard, oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse } from './support/runtime-house.ts';

let here: RuntimeHouse;
let there: RuntimeHouse;
afterEach(async () => {
  await here.close();
  await there.close();
});

async function houses(): Promise<void> {
  here = await RuntimeHouse.open('sqlite');
  there = await RuntimeHouse.open('sqlite');
}

/** A kind of standing still: how a run gets there, and how it goes on to its end. */
interface Parked {
  readonly name: string;
  readonly definition: JsonObject;
  readonly park: (house: RuntimeHouse, runId: RunId) => Promise<unknown>;
  readonly goOn: (house: RuntimeHouse, runId: RunId) => Promise<unknown>;
}

const large = 'long '.repeat(2000);
const parked: readonly Parked[] = [
  {
    name: 'at a card, with a large value in scope',
    definition: around(node('ask', 'uiCard', { config: { card: 'card' }, entry: [step('get', 'gate.safe')] }), [go('t2', 'ask', 'done', 'card-submitted')], { cards: [{ id: 'card', title: 'Say', fields: [{ key: 'text', label: 'Text', type: 'text', required: true }] }] }),
    park: async (house) => { (await house.gates.next()).answer(large); },
    goOn: async (house, runId) => await house.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'x' } }),
  },
  {
    name: 'paused, with an effect that waits to begin',
    definition: gates('gate.safe', 'gate.once'),
    park: async (house, runId) => {
      const first = await house.gates.next();
      await house.say(runId, { name: 'pause', now: false });
      first.answer(1);
      await house.status(runId, 'paused');
    },
    goOn: async (house, runId) => {
      await house.say(runId, { name: 'resume' });
      (await house.gates.next()).answer(2);
    },
  },
  {
    name: 'before an incident',
    definition: oneGate('gate.safe', { retry: { maxRetries: 0 } }),
    park: async (house) => { (await house.gates.next()).fail(new Error('no')); },
    goOn: async (house, runId) => {
      const [incident] = await house.incidents(runId);
      await house.say(runId, { name: 'resolve', incident: incident?.id ?? '', answer: 'retry' });
      (await house.gates.next()).answer(3);
    },
  },
  {
    name: 'with a deadline that is open',
    definition: oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])]),
    park: async (house, runId) => await house.status(runId, 'waiting'),
    goOn: async (house) => { house.clock.pass(60 * 60 * 1000); },
  },
  {
    name: 'between two passes of a loop',
    definition: looping({ over: '[1, 2]', throttle: 'PT10M' }, [step('act', 'gate.safe', { config: { auto: true } })]),
    park: async (house, runId) => await house.status(runId, 'waiting'),
    goOn: async (house) => { house.clock.pass(10 * 60 * 1000); },
  },
  {
    name: 'at a wait for a time',
    definition: around(node('rest', 'wait', { config: { after: 'PT1H' } }), [go('t2', 'rest', 'done', 'scheduled')]),
    park: async (house, runId) => await house.status(runId, 'waiting'),
    goOn: async (house) => { house.clock.pass(60 * 60 * 1000); },
  },
  {
    name: 'at a wait for a signal',
    definition: around(node('rest', 'wait', { config: { signal: 'ready' } }), [go('t2', 'rest', 'done', 'external')]),
    park: async (house, runId) => await house.status(runId, 'waiting'),
    goOn: async (house, runId) => await house.say(runId, { name: 'signal', emitter: 'test', id: 's-1', signal: 'ready', payload: { n: 1 } }),
  },
];

describe('a run that moves to another data directory', () => {
  it.each(parked)('$name goes on there as if it had never moved', async ({ definition, park, goOn }) => {
    await houses();
    const moved = await here.start(definition);
    await park(here, moved);
    await here.status(moved, (await here.row(moved)).status === 'paused' ? 'paused' : 'waiting');

    const snapshot = await releasedWhenStill(here, moved);
    expect(await there.runtime.adopt(snapshot)).toBe(true);
    there.clock.set(here.clock.now());
    await goOn(there, moved);
    await there.status(moved, 'completed');

    const stayed = await RuntimeHouse.open('sqlite');
    const other = await stayed.start(definition);
    await park(stayed, other);
    await stayed.status(other, (await stayed.row(other)).status === 'paused' ? 'paused' : 'waiting');
    await goOn(stayed, other);
    await stayed.status(other, 'completed');
    expect(await linesOf(there, moved)).toEqual(await linesOf(stayed, other));
    await stayed.close();
    expect((await there.replayed(moved)).equal).toBe(true);
  });

  it('is told nothing more where it was, and taken only once where it went', async () => {
    await houses();
    const runId = await here.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])]));
    await here.status(runId, 'waiting');
    const snapshot = await releasedWhenStill(here, runId);

    expect(await failureOf(here.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'x' } }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'released' } });
    expect(await failureOf(here.runtime.release(runId))).toMatchObject({ data: { reason: 'released' } });
    expect(await there.runtime.adopt(snapshot)).toBe(true);
    expect(await there.runtime.adopt(snapshot)).toBe(false);
    here.clock.pass(2 * 60 * 60 * 1000);
    await here.crash();
    expect((await here.row(runId)).seq).toBe(snapshot.rows.length);
    expect(await here.data.runs.unfinished()).toEqual([]);
    expect((await here.data.cards.list({ runId, limit: 5 })).map((card) => card.state)).toEqual(['withdrawn']);

    const back = await releasedWhenStill(there, runId);
    expect(await here.runtime.adopt(back)).toBe(true);
    expect((await here.data.cards.list({ runId, limit: 5 })).map((card) => card.state)).toContain('open');
  });

  it('is not taken back to where it was: rows that are kept give way only to those that go on from them', async () => {
    await houses();
    const definition = workflow(
      [node('begin', 'start'), node('ask', 'uiCard', { config: { card: 'card' } }), node('work', 'workStep', { entry: [step('act', 'gate.once')] }), node('last', 'uiCard', { config: { card: 'card' } }), node('done', 'end')],
      [go('t1', 'begin', 'ask', 'immediate'), go('t2', 'ask', 'work', 'card-submitted'), go('t3', 'work', 'last', 'task-complete'), go('t4', 'last', 'done', 'card-submitted')],
      { cards: [{ id: 'card', title: 'Go on?', fields: [] }] },
    );
    const runId = await here.start(definition);
    await here.status(runId, 'waiting');
    const early = await releasedWhenStill(here, runId);
    await there.runtime.adopt(early);
    await there.say(runId, { name: 'card', visit: 'ask#1', values: {} });
    (await there.gates.next()).answer(1);
    await there.status(runId, 'waiting');
    const late = await releasedWhenStill(there, runId);

    expect(await failureOf(there.runtime.adopt(early))).toMatchObject({ code: 'precondition_failed', data: { reason: 'behind' } });
    expect(await there.events(runId)).toHaveLength(late.rows.length);
    const other = { ...late, rows: late.rows.map((row, at) => (at === early.rows.length - 1 ? { ...row, payload: {} } : row)) };
    expect(await failureOf(here.runtime.adopt(other))).toMatchObject({ data: { reason: 'behind' } });
    expect(await here.runtime.adopt(late)).toBe(true);
  });

  it('is not taken without its definition, nor with half a batch', async () => {
    await houses();
    const runId = await here.start(oneCard());
    await here.status(runId, 'waiting');
    const snapshot = await releasedWhenStill(here, runId);

    expect(await failureOf(there.runtime.adopt({ ...snapshot, blobs: [] }))).toMatchObject({ code: 'integrity' });
    expect(await failureOf(there.runtime.adopt({ ...snapshot, rows: snapshot.rows.slice(0, -1) }))).toMatchObject({ code: 'integrity' });
    expect(await there.data.runs.get(runId)).toBeUndefined();
    expect(await there.runtime.adopt(snapshot)).toBe(true);
  });

  it('does not leave while something of it is under way', async () => {
    await houses();
    const runId = await here.start(oneGate('gate.safe'));
    const call = await here.gates.next();

    expect(await failureOf(here.runtime.release(runId))).toMatchObject({ code: 'precondition_failed', data: { reason: 'in_flight' } });
    expect(await failureOf(here.runtime.purge(runId))).toMatchObject({ code: 'precondition_failed' });
    call.answer();
    await here.status(runId, 'completed');
  });

  it('keeps the keys it was spoken to with', async () => {
    await houses();
    const runId = await here.start(oneCard());
    await here.status(runId, 'waiting');
    const first = await here.say(runId, { name: 'pause', now: false }, 'pause-1');
    await here.say(runId, { name: 'resume' });
    await there.runtime.adopt(await releasedWhenStill(here, runId));

    expect(await there.say(runId, { name: 'pause', now: false }, 'pause-1')).toEqual({ kind: 'duplicate', seq: first.seq });
  });
});

describe('a run that is purged', () => {
  it('is gone with everything only it had, and whoever speaks of it hears that', async () => {
    await houses();
    const runId = await here.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])]));
    await here.status(runId, 'waiting');
    await here.runtime.purge(runId);

    expect(await failureOf(here.say(runId, { name: 'stop' }))).toMatchObject({ code: 'not_found' });
    expect(await failureOf(here.runtime.purge(runId))).toMatchObject({ code: 'not_found' });
    expect(await here.data.runs.get(runId)).toBeUndefined();
    expect(await here.events(runId)).toEqual([]);
    expect(await here.data.cards.list({ runId, limit: 5 })).toEqual([]);
    expect(await here.data.runs.nextTimer()).toBeUndefined();
  });
});

/** The host may still be putting an effect's job away when the run's row says it waits. */
async function releasedWhenStill(house: RuntimeHouse, runId: RunId): ReturnType<RuntimeHouse['runtime']['release']> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await house.runtime.release(runId);
    } catch (error) {
      if (tries > 50 || (error as { data?: { reason?: string } }).data?.reason !== 'in_flight') throw error;
      await new Promise((resolve) => { setImmediate(resolve); });
    }
  }
}

async function linesOf(house: RuntimeHouse, runId: RunId): Promise<readonly string[]> {
  const lines = canonicalJournal(await house.runtime.loader.events(runId, { after: 0, limit: 1000 }));
  // Two runs that were started apart have seeds of their own.
  return lines.map((line) => line.replaceAll(/"seed":"[0-9a-f]+"/gu, '"seed":""'));
}
