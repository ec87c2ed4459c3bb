import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { WorkflowDataPort } from '../../../../src/core/domain/ports/workflow-data-port.ts';
import { go, looping, step } from '../support/definitions.ts';
import { eventually, quiet } from './support/eventually.ts';
import { oneCard, oneGate } from './support/gate-definitions.ts';
import { overlay } from './support/overlay.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

const minute = 60_000;
const noAnswer = (): AppError => new AppError('connector_unavailable', 'no answer');

describe.each(storages)('a run in %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it('tries again after its pause, not before, under the same key', async () => {
    const runId = await house.start(oneGate('gate.keyed', { retry: { maxRetries: 2, base: 'PT10S', factor: 2, max: 'PT1H' } }));
    const first = await house.gates.next();
    first.fail(noAnswer());
    await eventually(async () => (await house.types(runId)).includes('effect_failed'));

    house.clock.pass(4000);
    await quiet();
    expect(house.gates.untaken).toBe(0);
    house.clock.pass(6000);
    const second = await house.gates.next();
    second.answer();

    await house.status(runId, 'completed');
    expect(second.context).toMatchObject({ key: first.context.key, attempt: 2 });
  });

  it('uses no attempt of an effect for a crash', async () => {
    const runId = await house.start(oneGate('gate.keyed', { retry: { maxRetries: 1, base: 'PT1S' } }));
    const first = await house.gates.next();

    await house.crash();
    const second = await house.gates.next();
    second.fail(noAnswer());
    await eventually(async () => (await house.types(runId)).includes('effect_failed'));
    house.clock.pass(minute);
    const third = await house.gates.next();
    third.answer();

    await house.status(runId, 'completed');
    expect([first, second, third].map(({ context }) => context.attempt)).toEqual([1, 1, 2]);
    expect(new Set([first, second, third].map(({ context }) => context.key)).size).toBe(1);
  });

  it('keeps the pause between two attempts over a crash', async () => {
    const runId = await house.start(oneGate('gate.safe', { retry: { maxRetries: 1, base: 'PT10M', max: 'PT10M' } }));
    (await house.gates.next()).fail(noAnswer());
    await eventually(async () => (await house.types(runId)).includes('effect_failed'));

    await house.crash();
    await quiet();
    expect(house.gates.untaken).toBe(0);
    house.clock.pass(10 * minute);
    (await house.gates.next()).answer();

    await house.status(runId, 'completed');
    expect(await house.types(runId)).not.toContain('effect_interrupted');
  });

  it('aborts an action that takes too long, with the class timeout, and marks what comes later', async () => {
    const runId = await house.start(oneGate('gate.safe', { timeout: 'PT30S', retry: { maxRetries: 1, base: 'PT1S' } }));
    const call = await house.gates.next();

    house.clock.pass(29_000);
    await quiet();
    expect(call.context.signal.aborted).toBe(false);
    house.clock.pass(1000);
    await eventually(async () => (await house.types(runId)).includes('effect_failed'));

    expect(call.context.signal.aborted).toBe(true);
    expect((await house.events(runId)).find(({ type }) => type === 'effect_failed')?.payload).toMatchObject({ class: 'timeout', attempt: 1 });
    call.answer('late');
    await eventually(async () => (await house.types(runId)).includes('effect_late'));
    house.clock.pass(minute);
    (await house.gates.next()).answer();
    await house.status(runId, 'completed');
  });

  it('takes the way of its timer when a card expires, and not after it was answered', async () => {
    const expiring = oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT10M' }])]);
    const expired = await house.start(expiring);
    const answered = await house.start(expiring);
    await house.say(answered, { name: 'card', visit: 'ask#1', values: { text: 'in time' } });

    house.clock.pass(10 * minute - 1);
    await quiet();
    expect((await house.row(expired)).status).toBe('waiting');
    house.clock.pass(1);
    await house.status(expired, 'completed');

    expect(await house.types(expired)).toContain('timer');
    expect(await house.types(answered)).not.toContain('timer');
    expect(await house.data.runs.nextTimer()).toBeUndefined();
  });

  it('begins the passes of a throttled loop no sooner than it may', async () => {
    const runId = await house.start(looping({ until: 'loops.refine.count >= 3', throttle: 'PT1M' }, [step('act', 'gate.safe', { config: { auto: true } })]));
    const passes = async (): Promise<number> => (await house.types(runId)).filter((type) => type === 'effect_completed').length;
    await house.status(runId, 'waiting');

    expect(await passes()).toBe(1);
    house.clock.pass(minute - 1);
    await quiet();
    expect(await passes()).toBe(1);
    house.clock.pass(1);
    await eventually(async () => (await passes()) === 2 && (await house.row(runId)).status === 'waiting');
    house.clock.pass(minute);
    await house.status(runId, 'completed');
  });

  it('fires what is overdue when the next host opens, at once', async () => {
    const runId = await house.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT10M' }])]));
    await house.runtime.close();

    house.clock.pass(60 * minute);
    await house.nextHost();

    await house.status(runId, 'completed');
  });

  it('fires nothing while it is paused, and what is left of the time runs on after it', async () => {
    const runId = await house.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT10M' }])]));
    house.clock.pass(4 * minute);
    await house.say(runId, { name: 'pause', now: false });
    house.clock.pass(60 * minute);
    await quiet();
    expect((await house.row(runId)).status).toBe('paused');

    await house.say(runId, { name: 'resume' });
    house.clock.pass(6 * minute - 1);
    await quiet();
    expect((await house.row(runId)).status).toBe('waiting');
    house.clock.pass(1);
    await house.status(runId, 'completed');
  });

  it('never goes back in time when the clock does', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    const call = await house.gates.next();

    house.clock.set(house.clock.now() - 60 * minute);
    call.answer();
    await house.status(runId, 'completed');

    const times = (await house.events(runId)).map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(await house.replayed(runId)).toMatchObject({ equal: true });
  });

  it('fires a timer at its own time though the clock went back meanwhile', async () => {
    const runId = await house.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT10M' }])]));
    const dueAt = house.clock.now() + 10 * minute;

    house.clock.set(house.clock.now() - 30 * minute);
    house.clock.pass(39 * minute);
    await quiet();
    expect((await house.row(runId)).status).toBe('waiting');
    house.clock.set(dueAt);

    await house.status(runId, 'completed');
  });

  it('is fired though a hundred timers of runs that cannot be read stand before it', async () => {
    const broken = await Promise.all(Array.from({ length: 110 }, () => house.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT5M' }])]))));
    const runId = await house.start({ ...oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT6M' }])]), name: 'Another' });
    await house.runtime.close();
    const { definitionHash } = await house.row(broken[0] ?? runId);
    house.clock.pass(10 * minute);

    await house.nextHost({ data: unreadable(house.data, definitionHash) });
    await house.status(runId, 'completed');
    const reported = house.reported.length;
    await quiet();

    expect(reported).toBe(110);
    expect(house.reported.length).toBe(reported);
  });

  it('is fired though the table of timers could not be read for a while', async () => {
    const runId = await house.start(oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT5M' }])]));
    await house.runtime.close();
    let isBroken = true;
    const runs = overlay(house.data.runs, {
      dueTimers: (due) => (isBroken ? Promise.reject(new AppError('precondition_failed', 'the disk fails')) : house.data.runs.dueTimers(due)),
    });
    await house.nextHost({ data: overlay(house.data, { runs }) });
    house.clock.pass(10 * minute);
    await quiet();
    expect(house.reported.length).toBeLessThan(4);

    isBroken = false;
    house.clock.pass(minute);
    await house.status(runId, 'completed');
  });
});

/** The storage, with the bytes of one definition gone. */
function unreadable(data: WorkflowDataPort, hash: string): WorkflowDataPort {
  const read: WorkflowDataPort['blobs']['read'] = (sha256) => (sha256 === hash ? Promise.reject(new AppError('integrity', 'the bytes are damaged')) : data.blobs.read(sha256));
  return overlay(data, { blobs: overlay(data.blobs, { read }) });
}
