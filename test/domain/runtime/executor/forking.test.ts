import { afterEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { ForkRun } from '../../../../src/core/domain/ports/run-executor.ts';
import { batchBorders } from '../../../../src/core/domain/runtime/journal/batch-borders.ts';
import { canonicalJournal } from '../../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { restartPoint } from '../../../../src/core/domain/runtime/journal/restart-border.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { failureOf } from '../../services/failure-of.ts';
import { around, go, node, step } from '../support/definitions.ts';
import { gates, oneCard, oneGate } from './support/gate-definitions.ts';
import { RuntimeHouse } from './support/runtime-house.ts';

let house: RuntimeHouse;
afterEach(() => house.close());

let keys = 0;
async function fork(parent: RunId, more: Partial<ForkRun> = {}): Promise<RunId> {
  const { seq } = await house.row(parent);
  const { runId } = await house.runtime.fork({ parent, seq, key: `fork-${(keys += 1)}`, actor: { kind: 'user', id: 'test' }, correlationId: 'test', ...more });
  return runId;
}

/** A finished run of these effects, each answered with its own number. */
async function finished(...types: readonly string[]): Promise<RunId> {
  const runId = await house.start(gates(...types));
  for (const at of types.keys()) (await house.gates.next()).answer(at + 1);
  await house.status(runId, 'completed');
  return runId;
}

async function lines(runId: RunId): Promise<readonly string[]> {
  return canonicalJournal(await house.runtime.loader.events(runId, { after: 0, limit: 1000 }));
}

describe('a fork', () => {
  it('takes what the parent was answered where it asks the same: no call, no cost, and it says so', async () => {
    house = await RuntimeHouse.open('sqlite');
    const parent = await finished('gate.safe', 'gate.keyed');
    for (const seq of batchBorders(await house.events(parent)).slice(0, -1)) {
      const child = await fork(parent, { seq });
      await house.status(child, 'completed');

      expect(house.gates.untaken).toBe(0);
      expect(await lines(child)).toEqual(await lines(parent));
      expect((await house.replayed(child)).equal).toBe(true);
      const inherited = (await house.events(child)).filter((row) => row.seq > seq && row.type === 'effect_completed').map((row) => row.payload['inherited']);
      expect(inherited).toEqual(inherited.map(() => ({ run: parent, seq: expect.any(Number) as number })));
      expect(await house.data.runs.usage(child)).toEqual([]);
      expect((await house.row(child)).parent).toEqual({ runId: parent, seq });
    }
  });

  it('inside a batch is refused, and the nearest borders are named', async () => {
    house = await RuntimeHouse.open('memory');
    const parent = await finished('gate.safe');

    expect(await failureOf(fork(parent, { seq: 2 }))).toMatchObject({ code: 'input_invalid', data: { nearest: [4] }, next: expect.stringContaining('4') });
    expect(await failureOf(fork(parent, { seq: 99 }))).toMatchObject({ code: 'input_invalid' });
    expect(await failureOf(fork(parent))).toMatchObject({ code: 'precondition_failed', data: { reason: 'ended' } });
  });

  it('with *once* effects ahead needs to be told what becomes of them', async () => {
    house = await RuntimeHouse.open('sqlite');
    const parent = await finished('gate.safe', 'gate.once');
    const seq = 4;

    expect(await failureOf(fork(parent, { seq }))).toMatchObject({ code: 'precondition_failed', data: { once: ['work/act2'] } });

    const recorded = await fork(parent, { seq, effects: 'recorded' });
    await house.status(recorded, 'completed');
    expect(await lines(recorded)).toEqual(await lines(parent));
    const mocked = await fork(parent, { seq, effects: 'mock' });
    await house.status(mocked, 'completed');
    expect(house.gates.untaken).toBe(0);
    expect((await house.types(mocked)).filter((type) => type === 'effect_started')).toEqual([]);

    const live = await fork(parent, { seq, effects: 'live' });
    (await house.gates.next()).answer(7);
    await house.status(live, 'completed');
    expect((await house.types(live)).filter((type) => type === 'effect_started')).toHaveLength(1);
  });

  it('with another variable asks anew where the request is another one, with keys of its own', async () => {
    house = await RuntimeHouse.open('sqlite');
    const definition = around(
      node('work', 'workStep', { entry: [step('one', 'gate.safe'), step('two', 'gate.safe', { config: { say: '{{ vars.word }}' } })] }),
      [go('t2', 'work', 'done', 'task-complete')],
      { variables: { word: { schema: { type: 'string' }, initial: 'old' } } },
    );
    const parent = await house.start(definition);
    const first = await house.gates.next();
    first.answer();
    (await house.gates.next()).answer();
    await house.status(parent, 'completed');

    expect(await failureOf(fork(parent, { seq: 4, vars: { other: 1 } }))).toMatchObject({ code: 'input_invalid' });
    expect(await failureOf(fork(parent, { seq: 4, vars: { word: 1 } }))).toMatchObject({ code: 'input_invalid' });
    const child = await fork(parent, { seq: 4, vars: { word: 'new' } });
    const call = await house.gates.next();

    expect(call.say).toBe('new');
    expect(call.context.key).not.toBe(first.context.key);
    call.answer();
    await house.status(child, 'completed');
    expect((await house.replayed(child)).equal).toBe(true);
  });

  it('asks a card again under its own name, and the parent keeps its own', async () => {
    house = await RuntimeHouse.open('sqlite');
    const parent = await house.start(oneCard());
    await house.status(parent, 'waiting');
    const child = await fork(parent);
    await house.say(child, { name: 'card', visit: 'ask#1', values: { text: 'here' } });

    expect((await house.status(child, 'completed')).status).toBe('completed');
    expect((await house.row(parent)).status).toBe('waiting');
    expect((await house.data.cards.list({ runId: parent, limit: 10 })).map((card) => card.state)).toEqual(['open']);
    expect((await house.data.cards.list({ runId: child, limit: 10 })).map((card) => card.state)).toEqual(['submitted']);
  });

  it('asked for twice with one key is one run, and survives a crash', async () => {
    house = await RuntimeHouse.open('sqlite');
    const parent = await finished('gate.safe', 'gate.safe');
    const command: ForkRun = { parent, seq: 4, afresh: true, key: 'once', actor: { kind: 'user', id: 'test' }, correlationId: 'test' };
    const { runId } = await house.runtime.fork(command);
    await house.gates.next();
    await house.crash();
    (await house.gates.next()).answer(1);
    (await house.gates.next()).answer(2);

    expect(await house.runtime.fork(command)).toEqual({ runId, duplicate: true });
    await house.status(runId, 'completed');
    expect((await house.replayed(runId)).equal).toBe(true);
  });
});

describe('a restart', () => {
  it('does the work of the node again, whatever the parent was answered', async () => {
    house = await RuntimeHouse.open('sqlite');
    const parent = await finished('gate.safe');
    const { seq, visit } = restartPoint(await house.events(parent), 'work', () => false);
    const child = await fork(parent, { seq, afresh: true });
    (await house.gates.next()).answer(9);
    await house.status(child, 'completed');

    expect(visit).toBe('work#1');
    expect(await failureOf(Promise.resolve().then(() => restartPoint([], 'nowhere', () => false)))).toMatchObject({ code: 'not_found' });
  });
});

describe('a move to another definition', () => {
  const two = (say: string, more: JsonObject = {}): JsonObject =>
    around(node('work', 'workStep', { entry: [step('one', 'gate.safe'), step('two', 'gate.safe', { config: { say } })], ...more }), [go('t2', 'work', 'done', 'task-complete')]);

  it('is refused while the run goes on, and where a visit has no place there', async () => {
    house = await RuntimeHouse.open('sqlite');
    const runId = await house.start(oneCard());
    await house.status(runId, 'waiting');
    expect(await failureOf(house.say(runId, { name: 'migrate', definition: oneCard(), mapping: {} }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_paused' } });
    await house.say(runId, { name: 'pause', now: false });
    await house.status(runId, 'paused');

    const failure = await failureOf(house.say(runId, { name: 'migrate', definition: oneGate('gate.safe'), mapping: {} }));

    expect(failure).toMatchObject({ code: 'precondition_failed', data: { problems: [{ visit: 'ask#1', problem: expect.stringContaining('ask') as string }] } });
  });

  it('lets the run go on by it under another name, after a crash too, and replays equal', async () => {
    house = await RuntimeHouse.open('sqlite');
    const runId = await house.start(oneCard());
    await house.status(runId, 'waiting');
    await house.say(runId, { name: 'pause', now: false });
    const renamed = JSON.parse(JSON.stringify(oneCard()).replaceAll('"ask"', '"question"')) as JsonObject;
    await house.say(runId, { name: 'migrate', definition: renamed, mapping: { ask: 'question' } });
    await house.crash();
    await house.say(runId, { name: 'resume' });
    await house.say(runId, { name: 'card', visit: 'question#1', values: { text: 'there' } });

    const { definitionHash } = await house.status(runId, 'completed');
    const events = await house.runtime.loader.events(runId, { after: 0, limit: 1000 });
    const began = typeof events[0]?.payload['definitionHash'] === 'string' ? events[0].payload['definitionHash'] : '';
    expect(definitionHash).not.toBe(began);
    const later = new Map([[definitionHash, await house.runtime.loader.compiled(definitionHash)]]);
    expect(replay(await house.runtime.loader.compiled(began), events, later).equal).toBe(true);
  });

  it('of a fork asks by the new definition from the border on', async () => {
    house = await RuntimeHouse.open('sqlite');
    const parent = await house.start(two('old'));
    (await house.gates.next()).answer();
    (await house.gates.next()).answer();
    await house.status(parent, 'completed');
    const seq = batchBorders(await house.events(parent))[1] ?? 0;

    const child = await fork(parent, { seq, moveTo: { definition: two('new'), mapping: {} } });
    const call = await house.gates.next();

    expect(call.say).toBe('new');
    call.answer();
    await house.status(child, 'completed');
    expect(house.reported).toEqual([]);
  });
});
