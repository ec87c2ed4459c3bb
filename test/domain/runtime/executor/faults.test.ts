import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import { around, go, node, step } from '../support/definitions.ts';
import { eventually, quiet } from './support/eventually.ts';
import { gates, oneCard, oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

const diskFull = (): AppError => new AppError('precondition_failed', 'the disk is full');
const minute = 60_000;

describe.each(storages)('a fault of the engine, over %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it('on an outcome stops the run before a person, once, and the outcome is told again when it goes on', async () => {
    house.gates.isBroken = true;
    const runId = await house.start(oneGate('gate.brittle'));
    (await house.gates.next()).answer('kept');
    await eventually(async () => (await house.incidents(runId)).length > 0);
    await quiet();
    house.clock.pass(10 * minute);
    await quiet();

    expect(await house.incidents(runId)).toMatchObject([{ code: 'engine_error' }]);
    expect((await house.types(runId)).filter((type) => type === 'host')).toHaveLength(1);
    expect(house.gates.untaken).toBe(0);
    expect((await house.runtime.health()).driving).toBe(0);

    house.gates.isBroken = false;
    const [incident] = await house.incidents(runId);
    await house.say(runId, { name: 'resolve', incident: incident?.id ?? '', answer: 'retry' });
    await house.status(runId, 'completed');

    expect(house.gates.calls).toHaveLength(1);
    expect((await house.events(runId)).find(({ type }) => type === 'effect_completed')?.payload['output']).toBe('kept');
  });

  it('that is still there after the answer asks again, and does not turn round', async () => {
    house.gates.isBroken = true;
    const runId = await house.start(oneGate('gate.brittle'));
    (await house.gates.next()).answer();
    await eventually(async () => (await house.incidents(runId)).length > 0);

    const [first] = await house.incidents(runId);
    await house.say(runId, { name: 'resolve', incident: first?.id ?? '', answer: 'retry' });
    await eventually(async () => (await house.incidents(runId))[0]?.id !== first?.id && (await house.incidents(runId)).length === 1);
    await quiet();

    expect((await house.types(runId)).filter((type) => type === 'host')).toHaveLength(2);
    expect(house.gates.calls).toHaveLength(1);
  });

  it('takes the deadlines of its run along, and brings them back', async () => {
    house.gates.isBroken = true;
    const entry = [step('first', 'gate.brittle'), step('second', 'gate.safe')];
    const definition = around(node('work', 'workStep', { timeout: 'PT5M', entry }), [go('t2', 'work', 'done', 'task-complete')]);
    const runId = await house.start(definition, { attended: false });
    (await house.gates.next()).answer();
    await eventually(async () => (await house.incidents(runId)).length > 0);

    expect(await house.data.runs.nextTimer()).toBeUndefined();
    house.clock.pass(10 * minute);
    await quiet();
    expect((await house.types(runId)).filter((type) => type === 'host')).toHaveLength(1);

    const [incident] = await house.incidents(runId);
    house.gates.isBroken = false;
    await house.say(runId, { name: 'resolve', incident: incident?.id ?? '', answer: 'retry' });
    await house.status(runId, 'failed');
  });

  it('leaves every other run alone', async () => {
    house.gates.isBroken = true;
    const broken = await house.start(oneGate('gate.brittle'));
    const other = await house.start(oneGate('gate.safe'));
    (await house.gates.next()).answer();
    (await house.gates.next()).answer();

    await house.status(other, 'completed');
    await eventually(async () => (await house.incidents(broken)).length > 0);
  });

  it('on what a person said is theirs to hear: nothing is written, and the run stands as it was', async () => {
    const definition = around(node('ask', 'uiCard', { config: { card: 'card' }, exit: [step('act', 'gate.unsteady')] }), [go('t2', 'ask', 'done', 'card-submitted')], {
      cards: [{ id: 'card', title: 'Say something', fields: [] }],
    });
    const runId = await house.start(definition);
    await house.status(runId, 'waiting');
    const before = await house.events(runId);
    house.gates.isBroken = true;

    await expect(house.say(runId, { name: 'card', visit: 'ask#1', values: {} }, 'the-key')).rejects.toMatchObject({ code: 'unexpected' });
    expect(await house.events(runId)).toEqual(before);
    expect(house.reported).toHaveLength(1);

    house.gates.isBroken = false;
    expect(await house.say(runId, { name: 'card', visit: 'ask#1', values: {} }, 'the-key')).toMatchObject({ kind: 'accepted' });
    await house.status(runId, 'completed');
  });
});

describe.each(storages)('a fault of the disk, over %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it.each(['gate.safe', 'gate.once'])('on the outcome of %s lets it rest, and tells it when there is space: the effect is not performed again', async (type) => {
    const runId = await house.start(oneGate(type));
    const call = await house.gates.next();
    house.faults.before = diskFull;
    call.answer('worth keeping');
    await eventually(() => house.reported.length === 1);
    house.clock.pass(2000);
    await eventually(() => house.reported.length === 2);
    await quiet();
    expect((await house.row(runId)).status).toBe('running');

    house.faults.before = undefined;
    house.clock.pass(minute);
    await house.status(runId, 'completed');

    expect(house.gates.calls).toHaveLength(1);
    expect(await house.incidents(runId)).toEqual([]);
    expect((await house.runtime.health()).driving).toBe(0);
  });

  it('that reports an error for what it kept loses nothing and doubles nothing', async () => {
    const runId = await house.start(gates('gate.safe', 'gate.once', 'gate.safe'));
    let commits = 0;
    house.faults.after = () => ((commits += 1) % 3 === 1 ? new AppError('precondition_failed', 'input/output error') : undefined);

    while ((await house.row(runId)).endedAt === undefined) {
      await quiet();
      house.clock.pass(minute);
      if (house.gates.untaken > 0) (await house.gates.next()).answer();
      // A start mark nobody can vouch for is asked about; the person lets it be tried again.
      for (const { id } of await house.incidents(runId)) await house.say(runId, { name: 'resolve', incident: id, answer: 'retry' }).catch(() => undefined);
    }
    house.faults.after = undefined;

    const events = await house.events(runId);
    const outcomes = events.filter(({ type }) => type === 'effect_completed').map(({ payload }) => payload['effect']);
    expect(new Set(outcomes).size).toBe(outcomes.length);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    expect(await house.replayed(runId)).toMatchObject({ equal: true });
  });

  it('that reports an error for a delivery it kept answers the second try as the first', async () => {
    const runId = await house.start(oneCard());
    house.faults.after = () => new AppError('precondition_failed', 'input/output error');
    await expect(house.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'x' } }, 'the-key')).rejects.toMatchObject({ code: 'precondition_failed' });
    house.faults.after = undefined;

    const again = await house.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'x' } }, 'the-key');

    expect(again.kind).toBe('duplicate');
    expect((await house.row(runId)).status).toBe('completed');
  });

  /** One commit is kept, and reported as failed. */
  function failOnceAfter(): void {
    house.faults.after = () => {
      house.faults.after = undefined;
      return new AppError('precondition_failed', 'input/output error');
    };
  }

  it('that reports an error for a start it kept lets the run go on by itself', async () => {
    failOnceAfter();
    const command = house.command(oneGate('gate.safe'));
    await expect(house.runtime.start(command)).rejects.toMatchObject({ code: 'precondition_failed' });

    (await house.gates.next()).answer();

    const { runId, duplicate } = await house.runtime.start(command);
    expect(duplicate).toBe(true);
    await house.status(runId, 'completed');
  });

  it.each(['the run goes on after it', 'the run ends with it'])('that reports an error for an outcome it kept takes it once: %s', async (where) => {
    const runId = await house.start(where === 'the run ends with it' ? oneGate('gate.safe') : gates('gate.safe', 'gate.safe'));
    const gate = await house.gates.next();
    failOnceAfter();
    gate.answer();
    await quiet();
    house.clock.pass(minute);
    await quiet();
    if (house.gates.untaken > 0) (await house.gates.next()).answer();
    await house.status(runId, 'completed');

    expect((await house.events(runId)).filter(({ type }) => type === 'effect_late')).toEqual([]);
    expect(await house.data.history.looseEnds(runId)).toEqual([]);
    await eventually(async () => (await house.runtime.health()).driving === 0);
  });

  it('that reports an error for a command it kept carries it out', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    const gate = await house.gates.next();
    failOnceAfter();
    await expect(house.say(runId, { name: 'stop' })).rejects.toMatchObject({ code: 'precondition_failed' });

    await eventually(() => gate.context.signal.aborted);
    expect((await house.row(runId)).status).toBe('cancelled');
    await eventually(async () => (await house.runtime.health()).driving === 0);
  });

  it('on a start leaves no run, and the second try makes one', async () => {
    const command = house.command(oneGate('gate.safe'));
    house.faults.before = diskFull;
    await expect(house.runtime.start(command)).rejects.toMatchObject({ code: 'precondition_failed' });
    expect((await house.runtime.health()).driving).toBe(0);
    house.faults.before = undefined;

    const { runId, duplicate } = await house.runtime.start(command);

    expect(duplicate).toBe(false);
    (await house.gates.next()).answer();
    await house.status(runId, 'completed');
  });

  it('before a once effect begins lets no byte leave until its mark is durable', async () => {
    const only = await RuntimeHouse.open(storage, { effectSlots: 1 });
    await only.start(oneGate('gate.safe'));
    const holds = await only.gates.next();
    const runId = await only.start(oneGate('gate.once'));
    only.faults.before = (commit) => (commit.events.some(({ type }) => type === 'effect_started') ? diskFull() : undefined);
    holds.answer();
    await eventually(() => only.reported.length === 1);
    expect(only.gates.untaken).toBe(0);

    only.faults.before = undefined;
    only.clock.pass(2000);
    (await only.gates.next()).answer();
    await only.status(runId, 'completed');
    await only.close();
  });

  it.each([['a constraint', new AppError('conflict', 'constraint failed')], ['a value it cannot hold', new TypeError('cannot bind undefined')]])('that refuses one batch for ever, for %s, ends as an incident of that run alone', async (_what, refusal) => {
    const runId = await house.start(oneGate('gate.safe'));
    house.faults.before = (commit) => (commit.runId === runId && commit.events[0]?.type === 'effect_completed' ? refusal : undefined);
    (await house.gates.next()).answer();
    for (let round = 0; round < 6; round += 1) {
      await quiet();
      house.clock.pass(minute);
    }
    await eventually(async () => (await house.incidents(runId)).length > 0);

    expect(await house.incidents(runId)).toMatchObject([{ code: 'engine_error' }]);
    expect(house.gates.calls).toHaveLength(1);
    const other = await house.start(oneGate('gate.safe'));
    (await house.gates.next()).answer();
    await house.status(other, 'completed');
  });
});

describe.each(storages)('a host whose directory another one claimed, over %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it('drops everything at its next commit; its callers get conflict, and it performs nothing more', async () => {
    const runId = await house.start(gates('gate.safe', 'gate.safe'));
    const waiting = await house.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT5M' }])]));
    const call = await house.gates.next();
    const old = house.runtime;
    const settled = old.settled(runId);
    const heard = expect(settled).rejects.toMatchObject({ code: 'conflict', data: { reason: 'fenced' } });
    await house.data.claim({ id: 'another', at: 0 });

    call.answer('nobody hears it');
    await heard;
    await expect(house.say(waiting, { name: 'stop' })).rejects.toMatchObject({ code: 'conflict', data: { reason: 'fenced' } });
    await expect(house.start(oneGate('gate.safe'))).rejects.toMatchObject({ code: 'conflict' });
    house.clock.pass(60 * minute);
    await quiet();

    expect(house.gates.untaken).toBe(0);
    expect(await old.health()).toEqual({ open: false, driving: 0, effectsInFlight: 0 });
    expect(await house.types(runId)).not.toContain('effect_completed');

    await house.nextHost();
    (await house.gates.next()).answer();
    (await house.gates.next()).answer();
    await house.status(runId, 'completed');
    await house.status(waiting, 'completed');
    await old.close();
  });

  it('hears it by a delivery, too', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    const call = await house.gates.next();
    await house.data.claim({ id: 'another', at: 0 });

    await expect(house.say(runId, { name: 'pause', now: false })).rejects.toMatchObject({ code: 'conflict', data: { reason: 'fenced' } });

    expect(call.context.signal.aborted).toBe(true);
    expect((await house.runtime.health()).open).toBe(false);
  });
});
