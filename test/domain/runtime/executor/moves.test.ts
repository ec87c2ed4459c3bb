import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { RunId } from '../../../../src/core/domain/model/ids.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { systemRandom } from '../../../../src/core/platform/system-random.ts';
import { failureOf } from '../../services/failure-of.ts';
import { beside } from '../support/containers.ts';
import { around, go, node, step, workflow } from '../support/definitions.ts';
import { eventually } from './support/eventually.ts';
import { createMemoryRunKeys } from './support/memory-run-keys.ts';
import { RuntimeHouse } from './support/runtime-house.ts';

let house: RuntimeHouse;
afterEach(() => house.close());

const cards = [{ id: 'card', title: 'Say something', fields: [{ key: 'text', label: 'Text', type: 'text' }] }];
const card = { config: { card: 'card' } };

async function pause(runId: RunId, now = false): Promise<void> {
  await house.say(runId, { name: 'pause', now });
  await house.status(runId, 'paused');
}

async function move(runId: RunId, definition: JsonObject, mapping: { readonly [node: string]: string } = {}): Promise<void> {
  await house.say(runId, { name: 'migrate', definition, mapping });
}

describe('keys of effects', () => {
  const sends = node('a', 'workStep', { entry: [step('send', 'gate.keyed')] });
  const round = [go('t1', 'begin', 'a', 'immediate'), go('again', 'a', 'mid', 'manual-advance'), go('back', 'mid', 'a', 'task-complete')];
  const apart = workflow([node('begin', 'start'), sends, node('mid', 'workStep'), node('b', 'workStep'), node('done', 'end')], [...round, go('on', 'a', 'b', 'manual-advance'), go('out', 'b', 'done', 'manual-advance')]);
  const together = workflow([node('begin', 'start'), sends, node('mid', 'workStep'), node('done', 'end')], [...round, go('out', 'a', 'done', 'manual-advance')]);

  it('are never given twice, also where a move puts a run back to a node it has been at', async () => {
    house = await RuntimeHouse.open('sqlite');
    const runId = await house.start(apart);
    const keys: string[] = [];
    const sent = async (): Promise<void> => {
      const call = await house.gates.next();
      keys.push(call.context.key);
      call.answer(1);
      await house.status(runId, 'waiting');
    };
    await sent();
    for (const visit of ['a#1', 'a#2']) {
      await house.say(runId, { name: 'fire', visit, transition: 'again' });
      await sent();
    }
    await house.say(runId, { name: 'fire', visit: 'a#3', transition: 'on' });
    await house.status(runId, 'waiting');
    await pause(runId);
    await move(runId, together, { b: 'a' });
    await house.say(runId, { name: 'resume' });
    await sent();
    await house.say(runId, { name: 'fire', visit: 'a#4', transition: 'again' });
    await sent();

    expect(new Set(keys).size).toBe(5);
  });

  it('are never given twice where the node is called otherwise and another one gets its name', async () => {
    house = await RuntimeHouse.open('sqlite');
    const before = workflow([node('begin', 'start'), sends, node('done', 'end')], [go('t1', 'begin', 'a', 'immediate'), go('out', 'a', 'done', 'manual-advance')]);
    const after = workflow([node('begin', 'start'), node('old', 'workStep'), sends, node('done', 'end')], [go('t1', 'begin', 'a', 'immediate'), go('on', 'old', 'a', 'manual-advance'), go('out', 'a', 'done', 'manual-advance')]);
    const runId = await house.start(before);
    const first = await house.gates.next();
    first.answer(1);
    await house.status(runId, 'waiting');
    await pause(runId);
    await move(runId, after, { a: 'old' });
    await house.say(runId, { name: 'resume' });
    await house.say(runId, { name: 'fire', visit: 'old#1', transition: 'on' });

    expect((await house.gates.next()).context.key).not.toBe(first.context.key);
  });

  it('are equal on every attempt: a move may not rename the node between two of them', async () => {
    house = await RuntimeHouse.open('sqlite');
    const of = (id: string): JsonObject => around(node(id, 'workStep', { entry: [step('act', 'gate.keyed', { retry: { maxRetries: 3 } })] }), [go('t2', id, 'done', 'task-complete')]);
    const runId = await house.start(of('work'));
    const first = await house.gates.next();
    first.fail(new AppError('connector_unavailable', 'cut off: it may have taken hold'));
    await eventually(async () => (await house.types(runId)).includes('effect_failed'));
    await pause(runId);

    expect(await failureOf(move(runId, of('pay_step'), { work: 'pay_step' }))).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_there', problems: [{ visit: 'work#1', problem: expect.stringContaining('work#1/act.1') as string }] } });

    await move(runId, of('work'));
    await house.say(runId, { name: 'resume' });
    house.clock.pass(3_600_000);
    expect((await house.gates.next()).context.key).toBe(first.context.key);
  });
});

describe('a move', () => {
  const inner = (id: string, variables: JsonObject, outputs: JsonObject): JsonObject => ({
    id,
    variables,
    nodes: [node(`in_${id}`, 'start'), node(`ask_${id}`, 'uiCard', card), node(`out_${id}`, 'end', { config: { outputs } })],
    transitions: [go(`${id}1`, `in_${id}`, `ask_${id}`, 'immediate'), go(`${id}2`, `ask_${id}`, `out_${id}`, 'card-submitted')],
  });

  it('gives a variable that is new in a body what it begins with', async () => {
    house = await RuntimeHouse.open('sqlite');
    const of = (variables: JsonObject, v: string): JsonObject => beside('parallel', { bodies: [inner('l', variables, { v }), inner('r', variables, { v })] }, { all: { cards } });
    const runId = await house.start(of({ n: { initial: 1 } }, '{{ vars.n }}'));
    await house.status(runId, 'waiting');
    await pause(runId);
    await move(runId, of({ n: { initial: 2 }, m: { initial: 5 } }, '{{ vars.n + vars.m }}'));
    await house.say(runId, { name: 'resume' });
    for (const id of ['l', 'r']) await house.say(runId, { name: 'card', visit: `par#1:${id}/ask_${id}#1`, values: {} });

    expect((await house.status(runId, 'completed')).outputs).toEqual({ results: { l: { v: 6 }, r: { v: 6 } } });
  });

  it('gives a variable that is new in a called workflow what it begins with', async () => {
    house = await RuntimeHouse.open('sqlite');
    const of = (variables: JsonObject, o: string): JsonObject => beside('subWorkflow', { config: { workflow: 'helper', inputs: {} } }, { all: { called: { helper: { format: 'aiwm.workflow/1', name: 'Helper', variables, cards, root: inner('h', {}, { o }) } } } });
    const runId = await house.start(of({}, 'nothing'));
    await house.status(runId, 'waiting');
    await pause(runId);
    await move(runId, of({ m: { initial: 5 } }, '{{ vars.m }}'));
    await house.say(runId, { name: 'resume' });
    await house.say(runId, { name: 'card', visit: 'call#1:@helper/ask_h#1', values: {} });

    expect((await house.status(runId, 'completed')).outputs).toEqual({ results: { o: 5 } });
  });

  it('is refused where a user action is under way that is not there', async () => {
    house = await RuntimeHouse.open('sqlite');
    const of = (userActions: readonly JsonObject[]): JsonObject => around(node('w', 'workStep', { userActions }), [go('t2', 'w', 'done', 'manual-advance')]);
    const runId = await house.start(of([{ id: 'u', label: 'Do it', action: { type: 'gate.keyed', config: {} } }]));
    await house.status(runId, 'waiting');
    await house.say(runId, { name: 'action', visit: 'w#1', action: 'u' });
    await house.gates.next();
    await pause(runId, true);

    expect(await failureOf(move(runId, of([])))).toMatchObject({ data: { reason: 'not_there', problems: [{ visit: 'w#1' }] } });
  });

  it('is refused where a called workflow no longer says what is sensitive', async () => {
    house = await RuntimeHouse.open('sqlite', { keys: createMemoryRunKeys(systemRandom) });
    const of = (variables: JsonObject): JsonObject =>
      beside('subWorkflow', { config: { workflow: 'helper', inputs: {} } }, { all: { variables: { x: { sensitive: true } }, called: { helper: { format: 'aiwm.workflow/1', name: 'Helper', variables, cards, root: inner('h', {}, { o: '{{ vars.s }}' }) } } } });
    const runId = await house.start(of({ s: { sensitive: true } }));
    await house.status(runId, 'waiting');
    await pause(runId);

    expect(await failureOf(move(runId, of({ s: { initial: null } })))).toMatchObject({ code: 'precondition_failed', data: { reason: 'sensitive', lost: ['called.helper.variables.s'] } });
  });
});
