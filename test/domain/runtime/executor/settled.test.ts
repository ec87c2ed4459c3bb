import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { around, go, looping, node, step } from '../support/definitions.ts';
import { eventually, quiet } from './support/eventually.ts';
import { oneCard, oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

describe.each(storages)('a run in %s has settled', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it.each<{ readonly when: string; readonly definition: JsonObject; readonly attended?: boolean; readonly end: 'answer' | 'fail' | 'none'; readonly status: string }>([
    { when: 'it completed', definition: oneGate('gate.safe'), end: 'answer', status: 'completed' },
    { when: 'it failed', definition: oneGate('gate.safe'), attended: false, end: 'fail', status: 'failed' },
    { when: 'a person has to answer an incident', definition: oneGate('gate.safe'), end: 'fail', status: 'waiting' },
    { when: 'a card is open', definition: oneCard(), end: 'none', status: 'waiting' },
    { when: 'a card is open that expires', definition: oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT10M' }])]), end: 'none', status: 'waiting' },
  ])('when $when', async ({ definition, attended = true, end, status }) => {
    const runId = await house.start(definition, { attended });
    const settled = house.runtime.settled(runId);
    if (end === 'answer') (await house.gates.next()).answer();
    if (end === 'fail') (await house.gates.next()).fail(new AppError('input_invalid', 'no'));

    await settled;

    expect((await house.row(runId)).status).toBe(status);
  });

  it('when it was stopped or paused under way', async () => {
    const stopped = await house.start(oneGate('gate.safe'));
    const paused = await house.start(oneGate('gate.safe'));
    await house.gates.next();
    const inFlight = await house.gates.next();
    const both = Promise.all([stopped, paused].map((runId) => house.runtime.settled(runId)));

    await house.say(stopped, { name: 'stop' });
    await house.say(paused, { name: 'pause', now: false });
    inFlight.answer();
    await both;

    expect((await house.row(stopped)).status).toBe('cancelled');
    expect((await house.row(paused)).status).toBe('paused');
  });

  it('not between two attempts, and not between two passes of a throttled loop', async () => {
    const throttled = await house.start(looping({ until: 'loops.refine.count >= 2', throttle: 'PT1M' }, [step('act', 'gate.safe', { config: { auto: true } })]));
    const retried = await house.start(oneGate('gate.safe', { retry: { maxRetries: 1, base: 'PT1M' } }));
    await house.status(throttled, 'waiting');
    (await house.gates.next()).fail(new AppError('connector_unavailable', 'no answer'));
    const done: string[] = [];
    const both = Promise.all([throttled, retried].map(async (runId) => {
      await house.runtime.settled(runId);
      done.push(runId);
    }));
    await quiet();
    expect(done).toEqual([]);

    house.clock.pass(60_000);
    (await house.gates.next()).answer();
    await both;

    expect((await house.row(throttled)).status).toBe('completed');
    expect((await house.row(retried)).status).toBe('completed');
  });

  it('when the host closes, and the one who waits may leave at any time', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    const leave = new AbortController();
    const left = expect(house.runtime.settled(runId, leave.signal)).rejects.toThrow('I leave');
    const settled = house.runtime.settled(runId);
    await quiet();

    leave.abort(new Error('I leave'));
    await left;
    await house.runtime.close();

    await settled;
    await expect(house.runtime.settled(runId, leave.signal)).rejects.toThrow('I leave');
  });
});

describe.each(storages)('finished runs in %s', (storage) => {
  it('leave no driver, no listener and no timer behind', async () => {
    const house = await RuntimeHouse.open(storage);
    const definition = around(node('work', 'workStep', { entry: [step('one', 'gate.safe', { config: { auto: true } }), step('two', 'gate.once', { config: { auto: true } })] }), [go('t2', 'work', 'done', 'task-complete')]);
    const count = 2000;

    for (let at = 0; at < count; at += 200) {
      const runs = await Promise.all(Array.from({ length: 200 }, () => house.start(definition)));
      await Promise.all(runs.map((runId) => house.runtime.settled(runId)));
    }

    expect(await house.data.runs.unfinished()).toEqual([]);
    expect(await house.runtime.health()).toEqual({ open: true, driving: 0, effectsInFlight: 0 });
    // One sleep for the deadlines of all effects, one for the timers of all runs.
    expect(house.clock.sleepers).toBeLessThanOrEqual(2);
    await house.runtime.close();
    await eventually(() => house.clock.sleepers === 0);
    await house.close();
  });
});
