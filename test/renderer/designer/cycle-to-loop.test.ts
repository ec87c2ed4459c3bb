import { describe, expect, it } from 'vitest';
import '../../../src/core/domain/model/schema-words.ts';
import { applyEdit } from '../../../src/core/domain/model/edit/apply-edit.ts';
import { entriesOf, findNode, idOf, listIn, transitionsIn } from '../../../src/core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { cycleToLoop } from '../../../src/renderer/designer/problems/fixes/cycle-to-loop.ts';
import { quickFixesOf } from '../../../src/renderer/designer/problems/fixes/fixes-by-code.ts';
import { go, node, number, set, when, withRoot, workflow } from '../../domain/runtime/verify/corpus/parts.ts';
import { RunBench } from '../../domain/runtime/support/run-bench.ts';
import { fixContextOf, foundIn } from './fix-support.ts';

const count = node('count', 'workStep', { name: 'Count', entry: [set('add', 'n', '{{ vars.n + 1 }}')] });
const done = node('done', 'end', { config: { outputs: { n: '{{ vars.n }}' } } });

/** start → count → route → back to count or on to done, as the ways of `route` say. */
function counting(ways: readonly JsonObject[], more: { readonly nodes?: readonly JsonObject[]; readonly [field: string]: unknown } = {}): JsonObject {
  const { nodes = [], ...rest } = more;
  return workflow([node('begin', 'start'), count, node('route', 'decision'), done, ...nodes], [go('t1', 'begin', 'count', 'immediate'), go('t2', 'count', 'route', 'task-complete'), ...ways], { variables: { n: number() }, ...(rest as JsonObject) });
}

const back = (condition: string) => counting([go('t3', 'route', 'count', when(condition)), go('t4', 'route', 'done', 'condition', { isDefault: true })]);
const out = (condition: string) => counting([go('t3', 'route', 'done', when(condition)), go('t4', 'route', 'count', 'condition', { isDefault: true })]);

function looped(definition: JsonObject): JsonObject {
  const converted = cycleToLoop(definition, 'count');
  if (typeof converted === 'string') throw new Error(converted);
  return applyEdit(definition, { kind: 'replace', act: 'mend', definition: converted.definition });
}

function outputs(definition: JsonObject) {
  const { state } = new RunBench(definition).start();
  return state?.ended;
}

describe('a cycle becomes a loop', () => {
  it.each([
    ['gone round while something holds', back('vars.n < 3'), '!(vars.n < 3)'],
    ['left when something holds', out('vars.n > 4'), 'vars.n > 4'],
    ['left by the first of two conditions', counting([go('t3', 'route', 'done', when('vars.n == 7')), go('t5', 'route', 'count', when('vars.n < 9')), go('t4', 'route', 'done', 'condition', { isDefault: true })]), '(vars.n == 7) || !(vars.n < 9)'],
  ])('%s: the same run, by the same transitions', (_, definition, until) => {
    const after = looped(definition);
    const loop = findNode(after, 'repeat_count');

    expect(loop).toMatchObject({ type: 'loop', name: 'Repeat from Count', config: { until, maxPasses: 100 } });
    expect(foundIn(after).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(outputs(after)).toMatchObject({ outputs: outputs(definition)?.outputs });
    expect(entriesOf(after, 'repeat_count').map(({ id }) => id)).toEqual(['t1']);
    expect(listIn(listIn(loop ?? {}, 'bodies')[0] ?? {}, 'transitions').map(({ id }) => id)).toEqual(expect.arrayContaining(transitionsIn(definition).slice(1).map(idOf)));
  });

  it('where its nodes were put by hand, they stand to one another as they did', () => {
    const places = { begin: { x: 0, y: 0 }, count: { x: 300, y: 100 }, route: { x: 600, y: 160 }, done: { x: 900, y: 100 } };
    const layout = looped({ ...back('vars.n < 3'), layout: places })['layout'] as { readonly [node: string]: { readonly x: number; readonly y: number } };

    expect([(layout['route']?.x ?? 0) - (layout['count']?.x ?? 0), (layout['route']?.y ?? 0) - (layout['count']?.y ?? 0)]).toEqual([300, 60]);
    expect(layout).toMatchObject({ repeat_count: { x: 300, y: 100 }, begin: places.begin, done: places.done });
  });

  it.each([
    ['two ways in', withRoot(counting([go('t3', 'route', 'count', when('vars.n < 3')), go('t4', 'route', 'done', 'condition', { isDefault: true })], { nodes: [node('aside', 'workStep')] }), { transitions: [go('t8', 'begin', 'aside', 'immediate'), go('t9', 'aside', 'route', 'task-complete')] }), /entered at several/u],
    ['ways out from two nodes', withRoot(back('vars.n < 3'), { transitions: [go('t9', 'count', 'done', 'error')] }), /left, or gone round again, from several/u],
    ['no way out', counting([go('t3', 'route', 'count', when('vars.n < 3'))]), /nothing leads out/u],
    ['a model that decides', counting([go('t3', 'route', 'count', ['ai-decision', { choice: 'again' }]), go('t4', 'route', 'done', ['ai-decision', { choice: 'on' }])]), /by conditions alone/u],
    ['a check on the way out', counting([go('t3', 'route', 'count', when('vars.n < 3')), go('t4', 'route', 'done', 'condition', { isDefault: true, validators: [{ id: 'sound', type: 'expression', config: { that: 'true' } }] })]), /by conditions alone/u],
  ])('%s: it says why it cannot', (_, definition, why) => {
    expect(cycleToLoop(definition, 'count')).toMatch(why);
  });

  it('a node of no cycle is none', () => {
    expect(cycleToLoop(back('vars.n < 3'), 'done')).toMatch(/no cycle/u);
  });
});

it('a cycle without progress that cannot be a loop is led to the limits of a run, with the reason', () => {
  const definition = workflow(
    [node('begin', 'start'), node('work', 'workStep'), node('route', 'decision'), node('yes', 'end'), node('no', 'end')],
    [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'route', 'task-complete'), go('t3', 'route', 'work', when('inputs.retry')), go('t4', 'route', 'yes', when('inputs.ready')), go('t5', 'route', 'no', 'condition', { isDefault: true })],
    { inputs: { type: 'object', properties: { retry: { type: 'boolean' }, ready: { type: 'boolean' } }, required: ['retry', 'ready'] } },
  );
  const finding = foundIn(definition).find(({ code }) => code === 'cycle_without_progress');

  expect(finding === undefined ? [] : quickFixesOf(finding, fixContextOf(definition))).toMatchObject([{ field: 'limits.maxTransitions', title: expect.stringContaining('from several nodes or to several'), edits: [] }]);
});
