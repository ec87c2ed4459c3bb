import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { runStatus } from '../../../../src/core/domain/runtime/run-status.ts';
import { beside, body } from '../support/containers.ts';
import { go, node, step } from '../support/definitions.ts';
import { type BenchOptions, outline, RunBench } from '../support/run-bench.ts';

const bodies = ['a', 'b', 'c'].map((id) => body(id, [step(`do_${id}`, 'test.safe')]));
const effect = (id: string): string => `par#1:${id}/work_${id}#1/do_${id}.1`;

function started(config: JsonObject, options: BenchOptions & { readonly leave?: readonly JsonObject[]; readonly node?: JsonObject } = {}): RunBench {
  const { leave, node: more, ...rest } = options;
  return new RunBench(beside('parallel', { config, bodies, ...more }, leave === undefined ? {} : { leave }), rest).start();
}

const onError = [go('t3', 'par', 'oops', 'error')];

function results(bench: RunBench): unknown {
  expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });
  expect(bench.wanted).toEqual([]);
  expect(bench.now.root.active).toBeUndefined();
  return bench.now.ended?.outputs;
}

it('all: runs every body at once, and yields what they yield in declared order', () => {
  const bench = started({});
  expect(bench.wanted).toEqual([effect('a'), effect('b'), effect('c')]);
  bench.complete(effect('c'), 3);
  bench.complete(effect('a'), 1);
  expect(bench.now.ended).toBeUndefined();
  bench.complete(effect('b'), 2);

  expect(JSON.stringify(results(bench))).toBe('{"results":{"a":{"text":1},"b":{"text":2},"c":{"text":3}}}');
  expect(outline(bench.rows).at(-2)).toBe('D transition_committed t2 task-complete done#1 done[@end,results]');
});

it('all: the first failure cancels the siblings and leaves by the error', () => {
  const bench = started({}, { leave: onError });
  bench.complete(effect('a'), 1);
  bench.fail(effect('b'));

  expect(outline(bench.rows).slice(-4)).toEqual([`I effect_failed ${effect('b')}`, 'D region_cancelled par#1', 'D transition_committed t3 error oops#1', 'D run_ended completed']);
  expect(bench.now.scope.nodes['par']).toBeUndefined();
  expect(bench.tell({ type: 'effect_completed', effect: effect('c'), attempt: 1, output: 3 }).refused?.data?.['reason']).toBe('ended');
});

it('all, collected: a failure is a result like others', () => {
  const bench = started({ onBodyError: 'collect' }, { attended: true });
  bench.fail(effect('b'));
  expect(bench.incidents).toEqual([]);
  bench.complete(effect('c'), 3);
  bench.complete(effect('a'), 1);

  expect(results(bench)).toMatchObject({ results: { a: { text: 1 }, b: { ok: false, error: { code: 'connector_unavailable', node: 'work_b' } }, c: { text: 3 } } });
});

it('any: the first body to complete is taken, the others are cancelled', () => {
  const bench = started({ join: 'any' });
  bench.fail(effect('a'));
  const rows = bench.complete(effect('b'), 2);

  expect(outline(rows)).toEqual(['D transition_committed b_2 task-complete par#1:b/out_b#1 done[do_b]', 'D region_cancelled par#1 done[@end]', 'D transition_committed t2 task-complete done#1 done[results]', 'D run_ended completed']);
  expect(results(bench)).toMatchObject({ results: { a: { ok: false }, b: { text: 2 } } });
});

it('quorum: goes on when so many completed', () => {
  const bench = started({ join: { quorum: 2 } });
  bench.complete(effect('c'), 3);
  expect(bench.now.ended).toBeUndefined();
  bench.complete(effect('a'), 1);

  expect(results(bench)).toEqual({ results: { a: { text: 1 }, c: { text: 3 } } });
});

it('quorum: fails as soon as it is out of reach, and cancels what still runs', () => {
  const bench = started({ join: { quorum: 2 } }, { leave: onError });
  bench.fail(effect('a'));
  expect(bench.wanted).toHaveLength(2);
  const rows = bench.fail(effect('c'));

  expect(outline(rows)).toEqual(['D region_cancelled par#1 done[@end]', 'D transition_committed t3 error oops#1', 'D run_ended completed']);
  expect(bench.now.wanted).toEqual({});
});

it('out of reach and nobody handles it: a person is asked, and may begin all bodies again', () => {
  const bench = started({ join: 'any' }, { attended: true });
  for (const id of ['a', 'b', 'c']) bench.fail(effect(id));
  expect(Object.values(bench.now.incidents)).toMatchObject([{ code: 'action_failed', visit: 'par#1' }]);
  bench.resolve('retry');

  expect(bench.wanted).toHaveLength(3);
});

it('an incident blocks only its own body', () => {
  const bench = started({}, { attended: true });
  bench.fail(effect('a'));
  expect(Object.values(bench.now.incidents)).toMatchObject([{ visit: 'par#1:a/work_a#1' }]);
  expect(runStatus(bench.now).status).toBe('running');
  bench.complete(effect('b'), 2);
  bench.complete(effect('c'), 3);
  expect(runStatus(bench.now)).toMatchObject({ status: 'waiting', reasons: [{ code: 'incident', visit: 'par#1:a/work_a#1' }] });
  bench.resolve('skip', { value: 'said' });

  expect(results(bench)).toEqual({ results: { a: { text: 'said' }, b: { text: 2 }, c: { text: 3 } } });
});

it('a deadline of the node cancels every body', () => {
  const bench = started({}, { leave: onError, node: { timeout: 'PT1M' } });
  bench.complete(effect('b'), 2);
  const rows = bench.timer('par#1/@timer.timeout');

  expect(outline(rows)).toEqual(['D region_cancelled par#1', 'D transition_committed t3 error oops#1', 'D run_ended completed']);
  expect(bench.now.root.error).toMatchObject({ kind: 'timeout', node: 'par' });
});

it('a body that ends as failed is a failure of the body', () => {
  const failing = body('b', [], { end: { result: 'failed', message: 'not good' } });
  const bench = new RunBench(beside('parallel', { config: { onBodyError: 'collect' }, bodies: [body('a', []), failing] })).start();

  expect(results(bench)).toMatchObject({ results: { a: {}, b: { ok: false, error: { message: 'not good' } } } });
});

it('cards and deadlines of several bodies stand side by side', () => {
  const asking = (id: string): JsonObject => ({
    id,
    nodes: [node(`in_${id}`, 'start'), node(`ask_${id}`, 'uiCard', { config: { card: 'card' } }), node(`out_${id}`, 'end', { config: { outputs: { said: `{{ 'ask_${id}' in nodes }}` } } })],
    transitions: [go(`${id}_1`, `in_${id}`, `ask_${id}`, 'immediate'), go(`${id}_2`, `ask_${id}`, `out_${id}`, 'card-submitted'), go(`${id}_3`, `ask_${id}`, `out_${id}`, ['scheduled', { after: 'PT1H' }])],
  });
  const card = { id: 'card', title: 'Review', fields: [{ key: 'text', label: 'Text', type: 'text', required: true }] };
  const bench = new RunBench(beside('parallel', { bodies: [asking('x'), asking('y')] }, { all: { cards: [card] } })).start();
  expect(Object.keys(bench.now.cards)).toEqual(['par#1:x/ask_x#1', 'par#1:y/ask_y#1']);
  expect(runStatus(bench.now).reasons.map(({ visit }) => visit)).toEqual(['par#1:x/ask_x#1', 'par#1:y/ask_y#1']);
  bench.card('par#1:y/ask_y#1', { text: 'yes' });
  expect(Object.keys(bench.now.timers)).toEqual(['par#1:x/ask_x#1/@timer.scheduled.x_3']);
  bench.timer('par#1:x/ask_x#1/@timer.scheduled.x_3');

  expect(results(bench)).toEqual({ results: { x: { said: false }, y: { said: true } } });
});

it('a failure answered while the run is paused lets nothing begin before it goes on', () => {
  const bench = started({ join: 'any' }, { attended: true, leave: onError });
  bench.tell({ type: 'command', name: 'pause', now: false });
  for (const id of ['a', 'b', 'c']) bench.fail(effect(id));
  expect(bench.now.ended).toBeUndefined();
  bench.tell({ type: 'command', name: 'resume' });

  expect(bench.now.ended).toMatchObject({ status: 'completed' });
});

it('stop cancels every body', () => {
  const bench = started({});
  bench.tell({ type: 'command', name: 'stop' });

  expect(bench.now).toMatchObject({ ended: { status: 'cancelled' }, wanted: {} });
});

it('loops, maps and parallels stand inside each other', () => {
  const each = body('each', [step('say', 'test.safe', { config: { say: '{{ item }}' } })]);
  const inner = { id: 'left', nodes: [node('l1', 'start'), node('deep', 'map', { config: { over: '[10, 20]' }, bodies: [each] }), node('l2', 'end', { config: { outputs: { all: '{{ nodes.deep.results }}' } } })], transitions: [go('l_1', 'l1', 'deep', 'immediate'), go('l_2', 'deep', 'l2', 'task-complete')] };
  const looped = { id: 'right', nodes: [node('r1', 'start'), node('again', 'loop', { config: { over: '[1, 2]' }, bodies: [body('pass', [step('turn', 'test.safe')])] }), node('r2', 'end', { config: { outputs: { last: '{{ nodes.work_pass.turn }}' } } })], transitions: [go('r_1', 'r1', 'again', 'immediate'), go('r_2', 'again', 'r2', 'condition-met')] };
  const bench = new RunBench(beside('parallel', { bodies: [inner, looped] })).start();
  expect(bench.wanted).toEqual(['par#1:left/deep#1:each[0]/work_each#1/say.1', 'par#1:left/deep#1:each[1]/work_each#1/say.1', 'par#1:right/again#1:pass[0]/work_pass#1/turn.1']);
  bench.complete('par#1:left/deep#1:each[1]/work_each#1/say.1', 'two');
  bench.complete('par#1:right/again#1:pass[0]/work_pass#1/turn.1', 'first');
  bench.complete('par#1:left/deep#1:each[0]/work_each#1/say.1', 'one');
  bench.complete('par#1:right/again#1:pass[1]/work_pass#1/turn.1', 'second');

  expect(results(bench)).toEqual({ results: { left: { all: [{ text: 'one' }, { text: 'two' }] }, right: { last: 'second' } } });
});
