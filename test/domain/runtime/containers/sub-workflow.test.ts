import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { checkDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { activeVisits } from '../../../../src/core/domain/runtime/run-status.ts';
import { beside } from '../support/containers.ts';
import { around, go, node, step, workflow } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';
import { testCatalogue } from '../support/test-actions.ts';

const child: JsonObject = workflow(
  [node('begin', 'start'), node('say', 'workStep', { entry: [step('set', 'variable.set', { config: { name: 'x', value: '{{ inputs.word + inputs.mark }}' } }), step('ask', 'test.safe', { config: { say: '{{ vars.x }}' } })] }), node('done', 'end', { config: { outputs: { text: '{{ nodes.say.ask }}', x: '{{ vars.x }}' } } })],
  [go('t1', 'begin', 'say', 'immediate'), go('t2', 'say', 'done', 'task-complete')],
  {
    inputs: { type: 'object', required: ['word'], properties: { word: { type: 'string' }, mark: { type: 'string', default: '!' } }, additionalProperties: false },
    outputs: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } },
    variables: { x: { schema: { type: 'string' }, initial: '' } },
  },
);

function calling(inputs: JsonObject, more: { readonly called?: JsonObject; readonly leave?: readonly JsonObject[]; readonly all?: JsonObject } = {}): JsonObject {
  return beside('subWorkflow', { config: { workflow: 'child', inputs } }, { ...(more.leave === undefined ? {} : { leave: more.leave }), all: { called: more.called ?? { child }, variables: { x: { initial: 'outer' }, word: { initial: 'hi' } }, ...more.all } });
}

function issues(definition: JsonObject): readonly { readonly code?: string; readonly message: string }[] {
  const checked = checkDefinition(definition, testCatalogue);
  return checked.ok ? [] : checked.issues;
}

const asked = 'call#1:@child/say#1/ask.1';

it('runs the workflow on its own: it sees its inputs with their defaults, and nothing of its caller', () => {
  const bench = new RunBench(calling({ word: '{{ vars.word }}' })).start();
  expect(bench.now.wanted[asked]?.request).toEqual({ say: 'hi!' });
  expect(activeVisits(bench.now).map(({ nodeId }) => nodeId)).toEqual(['call', 'child/say']);
  bench.complete(asked, 'said');

  expect(bench.now.ended?.outputs).toEqual({ results: { text: 'said', x: 'hi!' } });
  expect(bench.now.scope.vars['x']).toBe('outer');
  expect(bench.now.visited).toMatchObject({ call: 1, 'child/begin': 1, 'child/say': 1, begin: 1 });
  expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });
});

it('a name of the caller is unknown inside', () => {
  const curious = { ...child, root: around(node('say', 'workStep', { entry: [step('ask', 'test.safe', { config: { say: '{{ vars.word }}' } })] }), [go('t2', 'say', 'done', 'task-complete')])['root'] ?? null, outputs: {} };
  const bench = new RunBench(calling({ word: 'x' }, { called: { child: curious } })).start();

  expect(bench.now.ended).toMatchObject({ status: 'failed', error: { visit: 'call#1:@child/say#1' } });
});

it('the contract is checked before a run: missing, unknown and unfit inputs', () => {
  expect(issues(calling({}))).toMatchObject([{ code: 'contract_mismatch', where: 'nodes.call.config.inputs' }]);
  expect(issues(calling({ word: '{{ vars.x }}', other: 1 }))).toMatchObject([{ code: 'contract_mismatch' }]);
  expect(issues(calling({ word: 3 }))).toMatchObject([{ code: 'contract_mismatch' }]);
  expect(issues(calling({ word: '{{ vars.x }}' }))).toEqual([]);
});

it('and in the run: what does not fit on the way in or out is an error the caller can handle', () => {
  const leave = [go('t3', 'call', 'oops', 'error')];
  const wrongIn = new RunBench(calling({ word: '{{ 3 }}' }, { leave })).start();
  expect(wrongIn.now.root.error).toMatchObject({ code: 'input_invalid', visit: 'call#1' });
  const wrongOut = new RunBench(calling({ word: 'x' }, { leave })).start();
  wrongOut.complete(asked, 12);

  expect(wrongOut.now.root.error).toMatchObject({ code: 'input_invalid', visit: 'call#1:@child/done#1' });
  expect(wrongOut.now.ended).toMatchObject({ status: 'completed' });
});

it('an error inside goes up to the caller; where nobody handles it a person is asked where it happened', () => {
  const handled = new RunBench(calling({ word: 'x' }, { leave: [go('t3', 'call', 'oops', 'error')] }), { attended: true }).start();
  handled.fail(asked);
  expect(handled.now.ended).toMatchObject({ status: 'completed' });

  const open = new RunBench(calling({ word: 'x' }), { attended: true }).start();
  open.fail(asked);
  expect(Object.values(open.now.incidents)).toMatchObject([{ visit: 'call#1:@child/say#1', action: 'ask' }]);
  open.resolve('skip', { value: 'instead' });
  expect(open.now.ended).toMatchObject({ outputs: { results: { text: 'instead' } } });
});

it('a workflow that fails as written fails where it was called', () => {
  const strict = { ...child, root: around(node('say', 'workStep', { entry: [step('ask', 'test.safe', { onError: 'fail' })] }), [go('t2', 'say', 'done', 'task-complete')])['root'] ?? null, outputs: {} };
  const bench = new RunBench(calling({ word: 'x' }, { called: { child: strict }, leave: [go('t3', 'call', 'oops', 'error')] })).start();
  bench.fail(asked);

  expect(bench.now.ended).toMatchObject({ status: 'completed' });
  expect(bench.now.root.active).toBeUndefined();
});

it('calls do not go round in a circle, nor deeper than eight', () => {
  const link = (to: string): JsonObject => around(node('next', 'subWorkflow', { config: { workflow: to } }), [go('t2', 'next', 'done', 'task-complete')]);
  const last = around(node('say', 'workStep'), [go('t2', 'say', 'done', 'task-complete')]);
  const chain = (length: number): JsonObject => Object.fromEntries(Array.from({ length }, (_, at) => [`w-${at}`, at + 1 < length ? link(`w-${at + 1}`) : last]));

  expect(issues({ ...link('a'), called: { a: link('b'), b: link('a') } })[0]?.message).toContain('a → b → a');
  expect(issues({ ...link('w-0'), called: chain(9) })[0]?.message).toContain('9 deep');
  expect(issues({ ...link('w-0'), called: chain(8) })).toEqual([]);
  expect(issues({ ...link('a'), called: { b: last } })).toMatchObject([{ code: 'workflow_missing' }]);
  const deep = new RunBench({ ...link('w-0'), called: chain(8) }).start();
  expect(deep.now.ended).toMatchObject({ status: 'completed' });
});

it('what one may reach is what every workflow around it may', () => {
  const permitted = (outer: JsonObject | undefined, inner: JsonObject | undefined): RunBench => {
    const called = { child: inner === undefined ? child : { ...child, permissions: inner } };
    return new RunBench(calling({ word: 'x' }, { called, ...(outer === undefined ? {} : { all: { permissions: outer } }) })).start();
  };

  expect(permitted({ actions: ['test.safe', 'variable.set'] }, undefined).wanted).toEqual([asked]);
  expect(permitted({ actions: ['variable.set'] }, { actions: ['test.safe'] }).now.ended).toMatchObject({ status: 'failed', error: { code: 'access_denied', data: { reason: 'not_permitted', action: 'test.safe' } } });
  expect(permitted(undefined, { actions: [] }).now.ended).toMatchObject({ error: { code: 'access_denied' } });
  expect(permitted({ hosts: ['a.example'] }, { hosts: ['a.example', 'b.example'] }).now.wanted[asked]?.permissions).toEqual({ hosts: ['a.example'] });
  expect(permitted(undefined, undefined).now.wanted[asked]).not.toHaveProperty('permissions');
});

it('the time limit of the called workflow is a limit of the visit that calls it', () => {
  const slow = { ...child, limits: { maxTransitions: 100, timeout: 'PT1M' } };
  const bench = new RunBench(calling({ word: 'x' }, { called: { child: slow }, leave: [go('t3', 'call', 'oops', 'error')] })).start();
  bench.timer('call#1/@timer.timeout');

  expect(bench.now.root.error).toMatchObject({ kind: 'timeout', data: { timeoutMs: 60_000 } });
  expect(bench.wanted).toEqual([]);
});

it('contracts hold between called workflows, too', () => {
  const between = around(node('next', 'subWorkflow', { config: { workflow: 'child' } }), [go('t2', 'next', 'done', 'task-complete')]);
  const found = checkDefinition(beside('subWorkflow', { config: { workflow: 'between' } }, { all: { called: { between, child } } }), testCatalogue);

  expect(found.ok ? [] : found.issues[0]).toMatchObject({ code: 'contract_mismatch', where: 'called.between.nodes.next.config.inputs' });
});
