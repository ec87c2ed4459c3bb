import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunId } from '../../../../src/core/domain/model/ids.ts';
import { go, node, step, workflow } from '../support/definitions.ts';
import { eventually, quiet } from './support/eventually.ts';
import { oneCard, oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse, storages } from './support/runtime-house.ts';

describe.each(storages)('a run in %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it('is started once per key, one start after the other', async () => {
    const command = house.command(oneGate('gate.safe'));

    const first = await house.runtime.start(command);
    const second = await house.runtime.start(command);

    expect(first.duplicate).toBe(false);
    expect(second).toEqual({ runId: first.runId, duplicate: true });
  });

  it('is started once per key, all starts at once', async () => {
    const command = house.command(oneGate('gate.safe'));

    const answers = await Promise.all(Array.from({ length: 20 }, () => house.runtime.start(command)));

    expect(new Set(answers.map(({ runId }) => runId)).size).toBe(1);
    expect(answers.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    await house.gates.next();
    await quiet();
    expect(house.gates.untaken).toBe(0);
    expect((await house.runtime.health()).driving).toBe(1);
  });

  it('leaves nothing behind when its start is refused', async () => {
    const definition = { ...oneGate('gate.safe'), inputs: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } };

    await expect(house.start(definition)).rejects.toMatchObject({ code: 'input_invalid' });

    expect(await house.data.runs.unfinished()).toEqual([]);
    expect((await house.runtime.health()).driving).toBe(0);
  });

  it('answers a repeated delivery as the first, one after the other and both at once', async () => {
    const runId = await house.start(oneGate('gate.safe'));

    const first = await house.say(runId, { name: 'pause', now: false }, 'the-key');
    const again = await house.say(runId, { name: 'pause', now: false }, 'the-key');
    const both = await Promise.all([house.say(runId, { name: 'resume' }, 'other'), house.say(runId, { name: 'resume' }, 'other')]);

    expect(first.kind).toBe('accepted');
    expect(again).toEqual({ kind: 'duplicate', seq: first.seq });
    expect(both.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'duplicate']);
    expect((await house.types(runId)).filter((type) => type === 'command')).toHaveLength(2);
  });

  it('writes no row for what it refuses', async () => {
    const runId = await house.start(oneCard());
    await house.runtime.settled(runId);
    const before = await house.events(runId);

    const refusals = [
      house.say(runId, { name: 'card', visit: 'ask#1', values: {} }),
      house.say(runId, { name: 'card', visit: 'ask#2', values: { text: 'x' } }),
      house.say(runId, { name: 'resume' }),
      house.say(runId, { name: 'resolve', incident: 'none', answer: 'retry' }),
    ];

    for (const refusal of refusals) await expect(refusal).rejects.toMatchObject({ name: 'AppError' });
    expect(await house.events(runId)).toEqual(before);
  });

  it('takes 200 deliveries at once, none lost and no seq left out', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    await house.gates.next();

    const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => {
      const command = at % 2 === 0 ? ({ name: 'pause', now: false } as const) : ({ name: 'resume' } as const);
      return house.say(runId, { ...command, reason: `${at}` }, `key-${at}`);
    }));

    const events = await house.events(runId);
    expect(answers.every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
    expect(new Set(events.filter(({ type }) => type === 'command').map(({ payload }) => payload['reason'])).size).toBe(200);
    expect(await house.replayed(runId)).toMatchObject({ equal: true });
  });

  it('goes on by itself where a step is longer than one input may be', async () => {
    const count = step('count', 'variable.set', { config: { name: 'n', value: '{{ vars.n + 1 }}' } });
    const definition = workflow([node('begin', 'start'), node('even', 'workStep', { entry: [count] }), node('odd', 'workStep'), node('done', 'end')], [
      go('t1', 'begin', 'even', 'immediate'),
      go('t2', 'even', 'odd', ['condition', { when: 'vars.n < 90' }]),
      go('t3', 'odd', 'even', 'task-complete'),
      go('t4', 'even', 'done', 'task-complete'),
    ], { variables: { n: { initial: 0 } } });

    const runId = await house.start(definition);
    await house.runtime.settled(runId);

    expect((await house.types(runId)).filter((type) => type === 'continue').length).toBeGreaterThan(0);
    expect((await house.row(runId)).status).toBe('completed');
  });

  it('is told of before recovery has ended, and after the host closes: asked to come again', async () => {
    const runId = await house.start(oneGate('gate.safe'));
    await house.runtime.close();

    await expect(house.say(runId, { name: 'stop' })).rejects.toMatchObject({ code: 'interrupted' });
    await expect(house.start(oneGate('gate.safe'))).rejects.toMatchObject({ code: 'interrupted' });

    await house.prepareHost();
    await expect(house.say(runId, { name: 'stop' })).rejects.toMatchObject({ code: 'interrupted' });
    await house.runtime.open();
    expect((await house.say(runId, { name: 'stop' })).kind).toBe('accepted');
  });

  it('says who is unknown', async () => {
    const nobody = RunId.parse('01890000-0000-7000-8000-00000000abcd');

    await expect(house.say(nobody, { name: 'stop' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(house.runtime.settled(nobody)).rejects.toMatchObject({ code: 'not_found' });
    expect((await house.runtime.health()).driving).toBe(0);
  });
});

describe.each(storages)('watchers of a run in %s', (storage) => {
  let house: RuntimeHouse;
  beforeEach(async () => { house = await RuntimeHouse.open(storage); });
  afterEach(async () => { await house.close(); });

  it('hear of a batch only when it can be read', async () => {
    const heard: Promise<boolean>[] = [];
    house.publisher.listen('run:committed', ({ runId, seq }) => {
      heard.push(house.data.runs.get(RunId.parse(runId)).then((row) => (row?.seq ?? 0) >= seq));
    });

    const runId = await house.start(oneGate('gate.safe', { config: { auto: true } }));
    await house.runtime.settled(runId);

    expect(await Promise.all(heard)).toEqual([true, true]);
  });

  it('change nothing when they throw', async () => {
    house.publisher.listen('run:committed', () => { throw new Error('a listener fails'); });
    house.publisher.listen('workflow:trigger', () => { throw new Error('another one'); });

    const runId = await house.start(oneGate('gate.safe', { config: { auto: true } }));
    await house.runtime.settled(runId);

    expect((await house.row(runId)).status).toBe('completed');
    expect(house.reported.length).toBeGreaterThan(1);
  });

  it('cannot make a commit look as if it had failed, even through a publisher that throws', async () => {
    await house.close();
    house = await RuntimeHouse.open(storage);
    await house.runtime.close();
    const publisher = { ...house.publisher, publish: () => { throw new Error('the publisher fails'); } };
    await house.nextHost({ publisher });

    const runId = await house.start(oneGate('gate.safe', { config: { auto: true } }));
    await eventually(async () => (await house.row(runId)).status === 'completed');

    expect(await house.types(runId)).not.toContain('host');
  });
});
