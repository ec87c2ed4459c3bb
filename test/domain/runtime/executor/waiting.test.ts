import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunCommand } from '../../../../src/core/domain/ports/run-executor.ts';
import { intlTimeZones } from '../../../../src/core/platform/intl-time-zones.ts';
import { around, go, node } from '../support/definitions.ts';
import { eventually, quiet } from './support/eventually.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

const hour = 3_600_000;
const day = 24 * hour;

function waiting(config: JsonObject, trigger: string): JsonObject {
  return around(node('hold', 'wait', { config }), [go('t2', 'hold', 'done', trigger)]);
}

const signal = (id: string, more: Partial<RunCommand & { name: 'signal' }> = {}): RunCommand => ({ name: 'signal', emitter: 'shop', id, signal: 'go', payload: null, ...more });

describe.each(storages)('a run in %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it('waits for days across restarts of its host, one of them a crash', async () => {
    const runId = await house.start(waiting({ after: 'P3D' }, 'scheduled'));
    await house.status(runId, 'waiting');
    house.clock.pass(day);
    await house.runtime.close();
    await house.nextHost();
    house.clock.pass(day);
    await house.crash();
    await quiet();
    expect((await house.row(runId)).status).toBe('waiting');

    house.clock.pass(day);
    const row = await house.status(runId, 'completed');
    expect(row.endedAt).toBe(row.startedAt + 3 * day);
    expect((await house.replayed(runId)).equal).toBe(true);
  });

  it('leaves at once when its time passed while no host was there', async () => {
    const runId = await house.start(waiting({ after: 'P3D' }, 'scheduled'));
    await house.status(runId, 'waiting');
    await house.runtime.close();
    house.clock.pass(10 * day);
    await house.nextHost();

    await house.status(runId, 'completed');
  });

  it('learns from its host which instant a moment of a zone is, and by which rules', async () => {
    const runId = await house.start(waiting({ at: { date: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' } }, 'scheduled'));
    const row = await house.status(runId, 'waiting');
    const armed = (await house.events(runId)).find((event) => event.type === 'timer_armed');

    expect(armed?.payload).toEqual({ timer: 'hold#1/@timer.wait', dueAt: Date.parse('2026-03-29T01:30:00Z'), tzdata: intlTimeZones.tzdata });
    expect(row.reasons).toEqual([{ code: 'wait', visit: 'hold#1', nodeId: 'hold', dueAt: Date.parse('2026-03-29T01:30:00Z') }]);
    house.clock.set(Date.parse('2026-03-29T01:30:00Z'));
    await house.status(runId, 'completed');
    expect((await house.replayed(runId)).equal).toBe(true);
  });

  it('whose moment nobody had told of when the host died is told by the next one', async () => {
    const silent = { tzdata: 'none', instantOf: (): number => { house.faults.dead = true; throw new Error('the host died'); } };
    await house.runtime.close();
    await house.nextHost({ zones: silent });
    const runId = await house.start(waiting({ at: { date: '2026-01-02', time: '00:00', zone: 'UTC' } }, 'scheduled'));
    await eventually(() => house.faults.dead);
    expect((await house.row(runId)).status).toBe('running');
    await house.crash();
    await house.status(runId, 'waiting');

    expect((await house.types(runId)).filter((type) => type === 'timer_armed')).toHaveLength(1);
  });

  it('fails for a zone nobody knows', async () => {
    const runId = await house.start(waiting({ at: { date: '2026-01-02', time: '00:00', zone: 'Europe/Atlantis' } }, 'scheduled'), { attended: false });

    expect((await house.status(runId, 'failed')).error).toMatchObject({ code: 'input_invalid', node: 'hold' });
  });

  it('takes a signal once, however often it is sent within 30 days', async () => {
    const runId = await house.start(waiting({ signal: 'go', key: "'mine'" }, 'external'));
    await house.status(runId, 'waiting');
    const first = await house.say(runId, signal('1'));
    expect(await house.say(runId, signal('1'))).toEqual({ kind: 'duplicate', seq: first.seq });
    expect(await house.say(runId, signal('1', { emitter: 'till' }))).toMatchObject({ kind: 'accepted' });
    house.clock.pass(30 * day - 1);
    expect(await house.say(runId, signal('1'))).toEqual({ kind: 'duplicate', seq: first.seq });
    await house.crash();
    expect(await house.say(runId, signal('1'))).toEqual({ kind: 'duplicate', seq: first.seq });

    house.clock.pass(1);
    expect(await house.say(runId, signal('1'))).toMatchObject({ kind: 'accepted' });
    await house.say(runId, signal('2', { key: 'mine' }));
    await house.status(runId, 'completed');
    expect((await house.replayed(runId)).equal).toBe(true);
  });

  it('is settled while it waits long, and not while it is about to go on', async () => {
    const long = await house.start(waiting({ after: 'P1D' }, 'scheduled'));
    await house.runtime.settled(long);
    const short = await house.start(waiting({ after: 'PT10S' }, 'scheduled'));
    await house.status(short, 'waiting');
    const settled = house.runtime.settled(short);
    house.clock.pass(10_000);
    await settled;

    expect((await house.row(short)).status).toBe('completed');
  });
});
