import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { checkDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { beside, body } from '../support/containers.ts';
import { node, step } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';
import { testCatalogue } from '../support/test-actions.ts';

const variables = { n: { schema: { type: 'number' }, initial: 1 }, m: { schema: { type: 'number' }, initial: 5 } };
const set = (id: string, value: string, name = 'n'): JsonObject => step(id, 'variable.set', { config: { name, value } });

function issues(definition: JsonObject): readonly { readonly code?: string; readonly where: string }[] {
  const checked = checkDefinition(definition, testCatalogue);
  return checked.ok ? [] : checked.issues;
}

it('a body reads what encloses it and writes its own variables, which are gone at the join', () => {
  const own = (id: string, to: string): JsonObject => body(id, [set(`set_${id}`, to), step(`wait_${id}`, 'test.safe')], { end: { outputs: { n: '{{ vars.n }}', m: '{{ vars.m }}' } }, all: { variables: { n: { schema: { type: 'number' }, initial: 7 } } } });
  const bench = new RunBench(beside('parallel', { bodies: [own('a', '{{ vars.n + vars.m }}'), own('b', '{{ vars.n * 2 }}')] }, { all: { variables } })).start();
  expect(bench.now.scope.vars).toEqual({ n: 1, m: 5 });
  for (const effect of bench.wanted) bench.complete(effect);

  expect(bench.now.ended?.outputs).toEqual({ results: { a: { n: 12, m: 5 }, b: { n: 14, m: 5 } } });
  expect(bench.now.scope.vars).toEqual({ n: 1, m: 5 });
  expect(Object.keys(bench.now.scope.nodes)).toEqual(['par']);
  expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });
});

it('a variable without a value yet reads as its initial one; of two bodies neither sees the other', () => {
  const reading = body('b', [step('wait_b', 'test.safe'), step('look', 'test.safe', { config: { say: '{{ has(nodes.work_a) }}' } })], { end: { outputs: { seen: '{{ nodes.work_b.look }}' } } });
  const bench = new RunBench(beside('parallel', { bodies: [body('a', [step('say_a', 'test.safe')]), reading] })).start();
  bench.complete('par#1:a/work_a#1/say_a.1', 'there');
  bench.complete('par#1:b/work_b#1/wait_b.1');

  expect(bench.now.wanted['par#1:b/work_b#1/look.1']?.request).toEqual({ say: false });
});

it('assigning what stands outside is an issue of the definition, with its code', () => {
  const outward = beside('parallel', { bodies: [body('a', [set('out', '3')]), body('b', [])] }, { all: { variables } });

  expect(issues(outward)).toMatchObject([{ code: 'scope_violation', where: 'nodes.work_a.actions.out.config' }]);
});

it('a loop in a body writes that body’s variables, and nothing beyond', () => {
  const inLoop = (name: string): JsonObject => {
    const loop = node('again', 'loop', { config: { over: '[1, 2]' }, bodies: [body('pass', [set('add', '{{ vars.n + 1 }}', name)], { end: {} })] });
    const around = { id: 'a', variables: { n: { initial: 0 } }, nodes: [node('a1', 'start'), loop, node('a2', 'end', { config: { outputs: { n: '{{ vars.n }}' } } })], transitions: [{ id: 'a_1', from: 'a1', to: 'again', triggers: [{ type: 'immediate' }] }, { id: 'a_2', from: 'again', to: 'a2', triggers: [{ type: 'condition-met' }] }] };
    return beside('parallel', { bodies: [around, body('b', [])] }, { all: { variables } });
  };

  expect(issues(inLoop('m'))).toMatchObject([{ code: 'scope_violation' }]);
  const bench = new RunBench(inLoop('n')).start();
  expect(bench.now.ended?.outputs).toMatchObject({ results: { a: { n: 2 } } });
});

it('a name known only when the run comes to it is refused there', () => {
  const outward = body('a', [step('out', 'variable.set', { config: { name: "{{ 'n' }}", value: 3 } })]);
  const bench = new RunBench(beside('parallel', { bodies: [outward, body('b', [])] }, { all: { variables } })).start();

  expect(bench.now.ended).toMatchObject({ status: 'failed', error: { data: { reason: 'scope_violation', variable: 'n' } } });
});

it('only bodies that run beside others have variables of their own', () => {
  const looped = node('again', 'loop', { config: { over: '[1]' }, bodies: [body('pass', [], { all: { variables: { n: {} } } })] });
  const definition = { format: 'aiwm.workflow/1', name: 'Test', root: { id: 'root', nodes: [node('begin', 'start'), looped, node('done', 'end')], transitions: [{ id: 't1', from: 'begin', to: 'again', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'again', to: 'done', triggers: [{ type: 'condition-met' }] }] } };

  expect(issues(definition)).toMatchObject([{ where: 'regions.pass.variables' }]);
});

it('no action of a container has the name its results stand under', () => {
  expect(issues(beside('parallel', { bodies: [body('a', []), body('b', [])], entry: [step('results', 'test.safe')] }))).toMatchObject([{ where: 'nodes.par.actions.results' }]);
});

it('the number of bodies is checked', () => {
  expect(issues(beside('parallel', { bodies: [body('a', [])] }))).toMatchObject([{ code: 'body_count' }]);
  expect(issues(beside('map', { config: { over: '[]' }, bodies: [] }))).toMatchObject([{ code: 'body_count' }]);
});
