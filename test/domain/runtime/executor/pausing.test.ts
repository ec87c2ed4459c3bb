import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import { quiet } from './support/eventually.ts';
import { gates, oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

describe.each(storages)('a run in %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage, { effectSlots: 1 }); });
  afterEach(async () => { await house.close(); });

  it('that is paused lets what is in flight finish, then stands still until it is resumed', async () => {
    const runId = await house.start(gates('gate.safe', 'gate.safe'));
    const first = await house.gates.next();

    await house.say(runId, { name: 'pause', now: false });
    expect((await house.row(runId)).status).toBe('pausing');
    expect(first.context.signal.aborted).toBe(false);
    first.answer('one');
    await house.status(runId, 'paused');
    await quiet();
    expect(house.gates.untaken).toBe(0);

    await house.say(runId, { name: 'resume' });
    (await house.gates.next()).answer('two');
    await house.status(runId, 'completed');
    expect(await house.replayed(runId)).toMatchObject({ equal: true });
  });

  it('that is paused now aborts, and performs again under the same key when it is resumed', async () => {
    const runId = await house.start(oneGate('gate.keyed'));
    const first = await house.gates.next();

    await house.say(runId, { name: 'pause', now: true });
    expect(first.context.signal.aborted).toBe(true);
    expect((await house.row(runId)).status).toBe('paused');
    await house.say(runId, { name: 'resume' });
    const second = await house.gates.next();
    second.answer();

    await house.status(runId, 'completed');
    expect(second.context.key).toBe(first.context.key);
    expect(second.context.attempt).toBe(1);
  });

  it('that is paused and resumed while the aborted effect still ends has one outcome', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    const first = await house.gates.next();

    await house.say(runId, { name: 'pause', now: true });
    await house.say(runId, { name: 'resume' });
    const second = await house.gates.next();
    first.answer('first');
    second.answer('second');

    await house.status(runId, 'completed');
    expect((await house.types(runId)).filter((type) => type === 'effect_completed')).toHaveLength(1);
  });

  it('that is paused now asks about a once effect: it may have taken hold', async () => {
    const runId = await house.start(oneGate('gate.once'));
    await house.gates.next();

    await house.say(runId, { name: 'pause', now: true });
    await quiet();
    await house.say(runId, { name: 'resume' });
    await quiet();

    expect(await house.incidents(runId)).toMatchObject([{ code: 'in_doubt' }]);
    expect(house.gates.untaken).toBe(0);
  });

  it('that is paused while an effect waits for a slot begins nothing when the slot is free', async () => {
    const busy = await house.start(oneGate('gate.safe'));
    const holds = await house.gates.next();
    const runId = await house.start(oneGate('gate.safe'));

    await house.say(runId, { name: 'pause', now: false });
    expect((await house.row(runId)).status).toBe('paused');
    holds.answer();
    await house.status(busy, 'completed');
    await quiet();
    expect(house.gates.untaken).toBe(0);

    await house.say(runId, { name: 'resume' });
    (await house.gates.next()).answer();
    await house.status(runId, 'completed');
  });

  it('that is paused between two attempts is paused at once, and what was left until the next is left then', async () => {
    const runId = await house.start(oneGate('gate.safe', { retry: { maxRetries: 3, base: 'PT10M' } }));
    (await house.gates.next()).fail(new AppError('connector_unavailable', 'no answer'));
    await house.runtime.health();
    await quiet();

    await house.say(runId, { name: 'pause', now: false });

    expect((await house.row(runId)).status).toBe('paused');
    house.clock.pass(60 * 60_000);
    await quiet();
    expect(house.gates.untaken).toBe(0);
    await house.say(runId, { name: 'resume' });
    await quiet();
    expect(house.gates.untaken).toBe(0);
    house.clock.pass(11 * 60_000);
    (await house.gates.next()).answer();
    await house.status(runId, 'completed');
  });

  it('that is stopped aborts the signal, and a result that comes late leaves no row', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    const call = await house.gates.next();

    await house.say(runId, { name: 'stop' });
    expect(call.context.signal.aborted).toBe(true);
    const before = await house.events(runId);
    call.answer('late');
    call.context.onProgress('late, too');
    await quiet();

    expect((await house.row(runId)).status).toBe('cancelled');
    expect(await house.events(runId)).toEqual(before);
    expect((await house.runtime.health()).driving).toBe(0);
  });

  it('that goes on without an effect marks its late result and nothing else', async () => {
    const runId = await house.start(gates('gate.once', 'gate.safe'));
    const call = await house.gates.next();
    await house.say(runId, { name: 'pause', now: true });
    await quiet();
    await house.say(runId, { name: 'resume' });
    const [incident] = await house.incidents(runId);
    await house.say(runId, { name: 'resolve', incident: incident?.id ?? '', answer: 'skip', value: { taken: true } });
    const next = await house.gates.next();

    call.answer('late');
    await quiet();

    const events = await house.events(runId);
    expect(events.at(-1)).toMatchObject({ kind: 'operational', type: 'effect_late', payload: { effect: 'work#1/act1.1', attempt: 1 } });
    expect(events.filter(({ type }) => type === 'effect_completed')).toEqual([]);
    expect(await house.data.history.looseEnds(runId)).toMatchObject([{ effect: 'work#1/act1.1', attempt: 1, output: 'late' }]);
    next.answer();
    await house.status(runId, 'completed');
    expect(await house.replayed(runId)).toMatchObject({ equal: true });
  });

  it('starts a once effect and its mark in one commit where a slot is free, else in its turn', async () => {
    const first = await house.start(oneGate('gate.once'));
    const second = await house.start(oneGate('gate.once'));
    const call = await house.gates.next();
    await quiet();

    expect((await house.types(first)).at(-1)).toBe('effect_started');
    expect(await house.types(second)).not.toContain('effect_started');
    expect(house.gates.untaken).toBe(0);

    call.answer();
    const later = await house.gates.next();
    expect((await house.types(second)).at(-1)).toBe('effect_started');
    later.answer();
    await house.status(second, 'completed');
  });

  it('that is stopped while its once effect waits for a slot leaves no mark behind', async () => {
    await house.start(oneGate('gate.safe'));
    const holds = await house.gates.next();
    const runId = await house.start(oneGate('gate.once'));

    await house.say(runId, { name: 'stop' });
    holds.answer();
    await quiet();

    expect(await house.types(runId)).not.toContain('effect_started');
    expect((await house.types(runId)).at(-1)).toBe('run_ended');
    expect(house.gates.untaken).toBe(0);
  });

  it.each([{ name: 'stop' }, { name: 'pause', now: false }] as const)('leaves no mark behind when its once effect gets a slot while $name is being written', async (command) => {
    await house.start(oneGate('gate.safe'));
    const holds = await house.gates.next();
    const runId = await house.start(oneGate('gate.once'));
    const { promise: written, resolve: write } = Promise.withResolvers<void>();
    house.faults.slow = (commit) => (commit.runId === runId ? written : Promise.resolve());

    const said = house.say(runId, command);
    await quiet();
    holds.answer();
    await quiet();
    write();
    await said;
    await quiet();

    expect((await house.types(runId)).filter((type) => type === 'effect_started' || type === 'host')).toEqual([]);
    expect(house.gates.untaken).toBe(0);
  });

  it('gives back the slot of a once effect whose scheduling was not written', async () => {
    house.faults.before = () => new AppError('precondition_failed', 'the disk is full');
    await expect(house.start(oneGate('gate.once'))).rejects.toMatchObject({ code: 'precondition_failed' });
    house.faults.before = undefined;

    const runId = await house.start(oneGate('gate.once'));
    (await house.gates.next()).answer();

    await house.status(runId, 'completed');
  });
});
