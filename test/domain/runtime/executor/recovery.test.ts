import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { WorkflowDataPort } from '../../../../src/core/domain/ports/workflow-data-port.ts';
import type { KeptState } from '../../../../src/core/domain/ports/workflow-run-repository.ts';
import { eventually, quiet } from './support/eventually.ts';
import { gates, oneCard, oneGate } from './support/gate-definitions.ts';
import { overlay } from './support/overlay.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

describe.each(storages)('the next host, over %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  /** Answers the one open incident. */
  async function resolve(runId: RunId, answer: 'retry' | 'skip', more: object = {}): Promise<void> {
    const [incident] = await house.incidents(runId);
    await house.say(runId, { name: 'resolve', incident: incident?.id ?? '', answer, ...more });
  }

  it.each(['gate.safe', 'gate.keyed'])('performs %s again under the same key', async (type) => {
    const runId = await house.start(oneGate(type));
    const first = await house.gates.next();

    await house.crash();
    const second = await house.gates.next();
    second.answer();

    await house.status(runId, 'completed');
    expect(second.context.key).toBe(first.context.key);
    expect((await house.types(runId)).filter((one) => one === 'effect_interrupted')).toHaveLength(1);
    expect(await house.replayed(runId)).toMatchObject({ equal: true });
  });

  it('counts no crash where the host before stopped in good order, however often', async () => {
    const runId = await house.start(oneGate('gate.safe'));

    for (let stop = 0; stop < 4; stop += 1) {
      await house.gates.next();
      await house.runtime.close();
      await house.nextHost();
    }
    (await house.gates.next()).answer();

    await house.status(runId, 'completed');
    expect(await house.types(runId)).not.toContain('effect_interrupted');
  });

  it('asks about a once effect that had begun, and never performs it without an answer', async () => {
    const runId = await house.start(oneGate('gate.once'));
    const first = await house.gates.next();

    await house.crash();
    await house.crash();
    await quiet();
    expect(await house.incidents(runId)).toMatchObject([{ code: 'in_doubt' }]);
    expect(house.gates.untaken).toBe(0);
    expect((await house.row(runId)).status).toBe('waiting');

    await resolve(runId, 'retry');
    const second = await house.gates.next();
    second.answer();
    await house.status(runId, 'completed');
    expect(second.context.key).toBe(first.context.key);
    expect(await house.replayed(runId)).toMatchObject({ equal: true });
  });

  it('takes the value a person gives for an effect in doubt', async () => {
    const runId = await house.start(oneGate('gate.once'));
    await house.gates.next();

    await house.crash();
    await resolve(runId, 'skip', { value: { it: 'happened' } });

    await house.status(runId, 'completed');
    expect(house.gates.calls).toHaveLength(1);
  });

  it('asks about a once effect also when the host before died in the middle of recovering', async () => {
    const runId = await house.start(gates('gate.once'));
    await house.gates.next();

    for (const dieAt of [0, 1, 2]) {
      house.faults.dead = true;
      await house.prepareHost();
      const { faults } = house;
      let commits = 0;
      faults.before = () => {
        faults.dead = commits >= dieAt;
        commits += 1;
        return faults.dead ? new AppError('unexpected', 'killed') : undefined;
      };
      await house.runtime.open();
      await quiet();
    }
    await house.crash();
    await quiet();

    expect(await house.incidents(runId)).toMatchObject([{ code: 'in_doubt' }]);
    expect(house.gates.untaken).toBe(0);
  });

  it('asks about a once effect that was aborted by a pause whose host died before it could say so', async () => {
    const runId = await house.start(oneGate('gate.once'));
    await house.gates.next();
    const { faults } = house;
    faults.before = (commit) => {
      faults.dead = commit.events.some(({ type, payload }) => type === 'host' && payload['kind'] === 'in_doubt');
      return faults.dead ? new AppError('unexpected', 'killed') : undefined;
    };
    await house.say(runId, { name: 'pause', now: true });
    await eventually(() => faults.dead);
    expect((await house.row(runId)).status).toBe('paused');

    await house.nextHost();
    await house.say(runId, { name: 'resume' });
    await eventually(async () => (await house.incidents(runId)).length > 0);
    await quiet();

    expect(await house.incidents(runId)).toMatchObject([{ code: 'in_doubt' }]);
    expect(house.gates.untaken).toBe(0);
  });

  it('stops before a person after three crashes around one effect', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    for (let crash = 1; crash <= 3; crash += 1) {
      await house.gates.next();
      await house.crash();
    }
    await quiet();

    expect(await house.incidents(runId)).toMatchObject([{ code: 'crash_loop' }]);
    expect(house.gates.untaken).toBe(0);

    await resolve(runId, 'retry');
    (await house.gates.next()).answer();
    await house.status(runId, 'completed');
  });

  it('recovers what met fewer crashes first', async () => {
    const often = await house.start(oneGate('gate.safe'));
    await house.gates.next();
    await house.crash();
    await house.gates.next();
    const fresh = await house.start(oneGate('gate.safe'));
    await house.gates.next();

    const order: string[] = [];
    const stop = house.publisher.listen('run:committed', ({ runId }) => void order.push(runId));
    await house.crash();
    stop();

    expect(order).toEqual([fresh, often]);
  });

  it('recovers the others when the definition of one run is gone', async () => {
    const broken = await house.start(oneGate('gate.safe'));
    const good = await house.start({ ...oneGate('gate.safe'), name: 'Another' });
    await house.gates.next();
    await house.gates.next();
    const { definitionHash } = await house.row(broken);

    const read: WorkflowDataPort['blobs']['read'] = (sha256) => (sha256 === definitionHash ? Promise.reject(new AppError('not_found', 'gone')) : house.data.blobs.read(sha256));
    await house.crash({ data: overlay(house.data, { blobs: overlay(house.data.blobs, { read }) }) });
    (await house.gates.next()).answer();

    await house.status(good, 'completed');
    expect((await house.row(broken)).status).toBe('running');
    expect(house.reported).toHaveLength(1);
    await expect(house.say(broken, { name: 'stop' })).rejects.toMatchObject({ code: 'integrity', cause: { code: 'not_found' }, data: { reason: 'stalled' } });
  });

  it.each([
    ['whose engine rules it does not know', { semantics: 3 }, { pinned: 3, known: 2 }],
    ['whose action it has in another version', { actions: { 'gate.safe': 2 } }, { pinned: 2, known: 1, action: 'gate.safe' }],
  ])('leaves a run alone %s, says so, and drives the others', async (_, pins, data) => {
    const runId = await house.start(oneGate('gate.safe'));
    await house.gates.next();
    const other = await house.start(oneGate('gate.safe'));
    await house.gates.next();
    const before = (await house.row(runId)).seq;

    const ofAnother = <Kept extends KeptState>(run: Kept): Kept => {
      const later = run.later.map((event): RunEvent => (event.type === 'run_started' ? { ...event, payload: { ...event.payload, ...pins } } : event));
      return run.row.id === runId ? { ...run, later } : run;
    };
    const load: WorkflowDataPort['runs']['load'] = async (id) => {
      const found = await house.data.runs.load(id);
      return found === undefined ? undefined : ofAnother(found);
    };
    const loadMany: WorkflowDataPort['runs']['loadMany'] = async (ids) => (await house.data.runs.loadMany(ids)).map(ofAnother);
    await house.crash({ data: overlay(house.data, { runs: overlay(house.data.runs, { load, loadMany }) }) });
    (await house.gates.next()).answer();
    await house.status(other, 'completed');

    await expect(house.say(runId, { name: 'stop' })).rejects.toMatchObject({ code: 'integrity', data });
    expect((await house.row(runId)).seq).toBe(before);
    expect(house.reported).toMatchObject([{ code: 'integrity' }]);
  });

  it('settles the status of a run whose host died while it was pausing', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    await house.gates.next();
    await house.say(runId, { name: 'pause', now: false });
    expect((await house.row(runId)).status).toBe('pausing');

    await house.crash();

    expect((await house.row(runId)).status).toBe('paused');
    expect(house.gates.untaken).toBe(0);
  });

  it('settles it also where the clock went back before the time the effect had waited for', async () => {
    const runId = await house.start(oneGate('gate.safe', { retry: { maxRetries: 1, base: 'PT1M' } }));
    (await house.gates.next()).fail(new AppError('connector_unavailable', 'no answer'));
    await eventually(async () => (await house.types(runId)).includes('effect_failed'));
    house.clock.pass(60_000);
    await house.gates.next();
    await house.say(runId, { name: 'pause', now: false });

    house.clock.set(house.clock.now() - 3_600_000);
    await house.crash();

    expect((await house.row(runId)).status).toBe('paused');
  });

  it('goes on with a card that was open when the host died', async () => {
    const runId = await house.start(oneCard());

    await house.crash();
    await house.say(runId, { name: 'card', visit: 'ask#1', values: { text: 'still here' } });

    expect((await house.row(runId)).status).toBe('completed');
  });

  it('goes on where the host before was closed under way: nothing is lost and no attempt is used', async () => {
    const runId = await house.start(gates('gate.safe', 'gate.safe'));
    (await house.gates.next()).answer('one');
    const second = await house.gates.next();

    await house.runtime.close();
    expect(second.context.signal.aborted).toBe(true);
    second.answer('too late');
    await quiet();
    expect((await house.types(runId)).filter((type) => type === 'effect_completed')).toHaveLength(1);

    await house.nextHost();
    const again = await house.gates.next();
    again.answer('two');
    await house.status(runId, 'completed');
    expect(again.context).toMatchObject({ key: second.context.key, attempt: 1 });
  });

  it('does not begin when it is closed while it recovers', async () => {
    await house.start(oneGate('gate.safe'));
    await house.gates.next();
    await house.runtime.close();
    await house.prepareHost();

    const opening = house.runtime.open();
    await house.runtime.close();
    await opening;
    await quiet();

    expect(await house.runtime.health()).toMatchObject({ open: false, effectsInFlight: 0 });
    expect(house.gates.untaken).toBe(0);
    expect(house.clock.sleepers).toBe(0);
  });
});
