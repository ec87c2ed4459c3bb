import { describe, expect, it } from 'vitest';
import { around, go, looping, node, step } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const call = (more = {}) => step('call', 'test.safe', { retry: { maxRetries: 0 }, ...more });
const note = (id: string) => step(id, 'variable.set', { config: { name: 'said', value: '{{ error == null ? "none" : error.message }}' } });
const variables = { said: {} };

function failing(definition: ReturnType<typeof around>, attended = false): RunBench {
  const bench = new RunBench(definition, { attended }).start();
  bench.fail(bench.wanted[0] ?? '');
  return bench;
}

const leave = go('t2', 'work', 'done', 'task-complete');
const handler = [go('e1', 'work', 'repair', 'error'), go('r1', 'repair', 'done', 'task-complete')];

function withHandler(work: ReturnType<typeof node>, more: readonly ReturnType<typeof go>[] = handler): ReturnType<typeof around> {
  const definition = around(work, [leave, ...more], { variables });
  const root = definition['root'] as { readonly nodes: readonly object[] };
  return { ...definition, root: { ...root, nodes: [...root.nodes, node('repair', 'workStep', { entry: [note('report')] })] } } as ReturnType<typeof around>;
}

describe('an error nobody handles', () => {
  it('fails an unattended run, saying where', () => {
    const bench = failing(around(node('work', 'workStep', { entry: [call()] }), [leave]));

    expect(bench.now.ended).toMatchObject({ status: 'failed', error: { code: 'connector_unavailable', node: 'work', visit: 'work#1', action: 'call', effect: 'work#1/call.1', kind: 'action' } });
    expect(bench.wanted).toEqual([]);
  });

  it('opens an incident in an attended run, at the failing action', () => {
    const bench = failing(around(node('work', 'workStep', { entry: [call()] }), [leave]), true);

    expect(bench.now.incidents['work#1/@incident.1']).toMatchObject({ code: 'action_failed', visit: 'work#1', action: 'call', effect: 'work#1/call.1', severity: 'error' });
    expect(bench.now.ended).toBeUndefined();
  });
});

describe('what is written as onError', () => {
  it.each([
    ['on the action', node('work', 'workStep', { entry: [call({ onError: 'continue' }), note('next')] })],
    ['on the node', node('work', 'workStep', { entry: [call(), note('next')], onError: 'continue' })],
  ])('continue %s goes on, with the error as output', (_, work) => {
    const bench = failing(withHandler(work));

    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.now.scope.nodes['work']).toMatchObject({ call: { error: { code: 'connector_unavailable' } } });
    expect(bench.now.visited['repair']).toBeUndefined();
  });

  it('pause asks a person, attended or not', () => {
    const bench = failing(withHandler(node('work', 'workStep', { entry: [call({ onError: 'pause' })] })));

    expect(bench.incidents).toEqual(['action_failed']);
  });

  it('fail ends the run before any handler is looked for', () => {
    const bench = failing(withHandler(node('work', 'workStep', { entry: [call({ onError: 'fail' })] })), true);

    expect(bench.now.ended?.status).toBe('failed');
  });

  it('on the action wins over the node', () => {
    const bench = failing(withHandler(node('work', 'workStep', { entry: [call({ onError: 'continue' })], onError: 'fail' })));

    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('an error transition', () => {
  it('of the node takes the error, which its target sees', () => {
    const bench = failing(withHandler(node('work', 'workStep', { entry: [call()] })), true);

    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.now.scope.vars['said']).toBe('no answer');
    expect(outline(bench.rows)).toContain('D transition_committed e1 error repair#1');
  });

  it.each([
    [{ codes: ['not_found'] }, 'failed'],
    [{ codes: ['connector_unavailable'] }, 'completed'],
    [{ kinds: ['timeout'] }, 'failed'],
  ] as const)('with %j takes only such errors', (config, status) => {
    const bench = failing(withHandler(node('work', 'workStep', { entry: [call()] }), [go('e1', 'work', 'repair', ['error', { ...config }]), handler[1] ?? {}]));

    expect(bench.now.ended?.status).toBe(status);
  });

  it('runs the exit actions of the node it leaves', () => {
    const bench = failing(withHandler(node('work', 'workStep', { entry: [call()], exit: [step('tidy', 'test.safe')] })));
    expect(bench.wanted).toEqual(['work#1/tidy.1']);

    bench.complete('work#1/tidy.1');

    expect(bench.now.scope.vars['said']).toBe('no answer');
  });

  it('of a container cancels the body and takes the error', () => {
    const bench = failing(looping({ until: 'true' }, [call()], { leave: [go('e1', 'refine', 'done', 'error')] }));

    expect(bench.now.ended?.status).toBe('completed');
    expect(outline(bench.rows).slice(-3)).toEqual(['D region_cancelled refine#1', 'D transition_committed e1 error done#1', 'D run_ended completed']);
  });

  it('whose own validator cannot be evaluated handles nothing', () => {
    const broken = go('e1', 'work', 'repair', 'error', { validators: [{ id: 'v', type: 'expression', config: { that: 'nodes.nobody.x' } }] });
    const bench = failing(withHandler(node('work', 'workStep', { entry: [call()] }), [broken, handler[1] ?? {}]));

    expect(bench.now.ended).toMatchObject({ status: 'failed', error: { code: 'connector_unavailable' } });
  });
});

it('an exit action that fails does not leave by its own node once more', () => {
  const bench = new RunBench(withHandler(node('work', 'workStep', { exit: [call()] }))).start();
  expect(bench.wanted).toEqual(['work#1/call.1']);

  bench.fail('work#1/call.1');

  expect(bench.now.ended?.status).toBe('failed');
});

it('a body that ends as failed fails its loop', () => {
  const definition = looping({ until: 'true' }, [], { leave: [go('e1', 'refine', 'done', 'error')] });
  const text = JSON.stringify(definition).replace('{"id":"stop","type":"end"}', '{"id":"stop","type":"end","config":{"result":"failed","message":"no good"}}');
  const bench = new RunBench(JSON.parse(text)).start();

  expect(bench.now.ended?.status).toBe('completed');
  expect(bench.now.root.error).toMatchObject({ code: 'run_failed', message: 'no good', visit: 'refine#1:pass[0]/stop#1' });
});

it('an action that answers with an error fails like one whose effect did', () => {
  const bench = new RunBench(withHandler(node('work', 'workStep', { entry: [step('no', 'test.refuses')] }))).start();

  expect(bench.now.scope.vars['said']).toBe('it refuses');
});
