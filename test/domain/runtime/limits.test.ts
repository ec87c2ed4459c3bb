import { describe, expect, it } from 'vitest';
import { around, go, looping, node, step, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const count = step('count', 'variable.set', { config: { name: 'n', value: '{{ vars.n + 1 }}' } });
const variables = { n: { initial: 0 } };

/** Two steps that hand over to each other until `n` is big enough. */
function cycle(turns: number, more = {}): RunBench {
  return new RunBench(
    workflow(
      [node('begin', 'start'), node('a', 'workStep', { entry: [count] }), node('b', 'decision'), node('done', 'end')],
      [go('t1', 'begin', 'a', 'immediate'), go('t2', 'a', 'b', 'task-complete'), go('t3', 'b', 'done', ['condition', { when: `vars.n >= ${turns}` }]), go('t4', 'b', 'a', 'condition')],
      { variables, ...more },
    ),
  ).start();
}

function goOn(bench: RunBench): number {
  let times = 0;
  while (bench.now.continueDue) {
    bench.tell({ type: 'continue' });
    times += 1;
  }
  return times;
}

describe('one input', () => {
  it('leads to 64 transitions at most; the run then asks to be continued', () => {
    const bench = cycle(60);

    expect(bench.rows.filter((row) => row.type === 'transition_committed')).toHaveLength(64);
    expect(bench.now.continueDue).toBe(true);
    expect(bench.rows.at(-1)?.payload['continue']).toBe(true);

    expect(goOn(bench)).toBe(1);
    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.now.scope.vars['n']).toBe(60);
  });

  it('evaluates for 100,000 units of fuel at most', () => {
    const list = `[${Array.from({ length: 90 }, (_, at) => at).join(',')}]`;
    const burn = (id: string) => step(id, 'variable.set', { config: { name: 'n', value: `{{ size(${list}.filter(x, ${list}.all(y, x + y >= 0))) }}` } });
    const bench = new RunBench(around(node('work', 'workStep', { entry: Array.from({ length: 20 }, (_, at) => burn(`s${at}`)) }), [go('t2', 'work', 'done', 'task-complete')], { variables })).start();

    expect(bench.now.continueDue).toBe(true);
    expect(bench.now.ended).toBeUndefined();
    expect(goOn(bench)).toBeGreaterThan(0);
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('the loop guard', () => {
  it('stops a circle nobody feeds after 100 visits of a node', () => {
    const bench = cycle(1000);
    goOn(bench);

    expect(bench.now.incidents).toMatchObject({ 'b#100/@incident.1': { code: 'loop_guard', params: { node: 'a', visits: 100 } } });
  });

  it('lets a person send it round again', () => {
    const bench = cycle(150);
    goOn(bench);

    bench.resolve('raise_limit');
    goOn(bench);

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('does not count across inputs from outside, nor across passes of a loop', () => {
    const bench = new RunBench(looping({ over: `[${Array.from({ length: 130 }, () => 0).join(',')}]` }, [count], { all: { variables } })).start();
    goOn(bench);

    expect(bench.now.scope.vars['n']).toBe(130);
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('maxTransitions', () => {
  it('asks a person, and can be raised', () => {
    const bench = cycle(20, { limits: { maxTransitions: 10 } });
    expect(Object.values(bench.now.incidents)).toMatchObject([{ code: 'limit_reached', params: { limit: 'maxTransitions', value: 10 } }]);

    bench.resolve('raise_limit', { value: { by: 100 } });

    expect(bench.now.scope.vars['n']).toBe(20);
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('time', () => {
  const waits = (more = {}, all = {}) => around(node('work', 'workStep', { entry: [step('call', 'test.safe')], ...more }), [go('t2', 'work', 'done', 'task-complete')], all);

  it('of the whole run ends it as failed', () => {
    const bench = new RunBench(waits({}, { limits: { timeout: 'PT1H' } })).start();

    bench.timer('@timer.timeout');

    expect(outline(bench.rows).slice(-2)).toEqual(['D region_cancelled work#1', 'D run_ended failed']);
    expect(bench.now.ended?.error).toMatchObject({ kind: 'timeout' });
  });

  it('of a node fails it where nobody handles it', () => {
    const bench = new RunBench(waits({ timeout: 'PT1M' })).start();

    bench.timer('work#1/@timer.timeout');

    expect(bench.now.ended).toMatchObject({ status: 'failed', error: { kind: 'timeout', node: 'work' } });
  });

  it('of a node is over when it is left', () => {
    const bench = new RunBench(waits({ timeout: 'PT1M' })).start();

    bench.complete('work#1/call.1');

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('of a node wins over an outcome that comes at the deadline', () => {
    const bench = new RunBench(waits({ timeout: 'PT1M' })).start();
    bench.at += 60_000;

    bench.complete('work#1/call.1');

    expect(bench.now.ended?.status).toBe('failed');
  });

  it('does not come before its deadline', () => {
    const bench = new RunBench(waits({ timeout: 'PT1M' })).start();

    expect(bench.tell({ type: 'timer', id: 'work#1/@timer.timeout' }).refused?.data).toEqual({ reason: 'early', dueAt: bench.at + 60_000 });
  });

  it('of an attempt travels with the effect', () => {
    const bench = new RunBench(around(node('work', 'workStep', { entry: [step('call', 'test.safe', { timeout: 'PT5S' })] }), [go('t2', 'work', 'done', 'task-complete')])).start();

    bench.fail('work#1/call.1', 'timeout');

    expect(bench.now.wanted['work#1/call.1']).toMatchObject({ attempt: 2, timeoutMs: 5000 });
  });
});

describe('the start', () => {
  const inputs = { type: 'object', required: ['who'], properties: { who: { type: 'string' }, many: { type: 'number', default: 3 }, csv: { type: 'string', format: 'file' } } };
  const greets = workflow([node('begin', 'start'), node('done', 'end', { config: { outputs: { text: '{{ inputs.who + string(inputs.many) }}' } } })], [go('t1', 'begin', 'done', 'immediate')], { inputs });

  it('checks the inputs before anything is written', () => {
    const bench = new RunBench(greets);

    const { refused } = bench.tell({ type: 'start', run: 'r', workflow: 'w', definitionHash: 'h', inputs: { who: 7 }, seed: 's', attended: false, pins: {} });

    expect(refused).toMatchObject({ code: 'input_invalid', data: { problems: [{ path: 'who' }] } });
    expect(bench.rows).toEqual([]);
  });

  it('fills in defaults and takes files as they are pinned', () => {
    const bench = new RunBench(greets, { inputs: { who: 'Ada', csv: { name: 'a.csv', sha256: 'f'.repeat(64), bytes: 3, mediaType: 'text/csv' } } }).start();

    expect(bench.now.ended?.outputs).toEqual({ text: 'Ada3' });
    expect(bench.rows[1]?.payload['defaults']).toEqual({ many: 3 });
  });

  it('checks the outputs at the end', () => {
    const bench = new RunBench({ ...greets, outputs: { type: 'object', properties: { text: { type: 'number' } } } }, { inputs: { who: 'Ada' } }).start();

    expect(bench.now.ended).toMatchObject({ status: 'failed', error: { code: 'input_invalid', node: 'done' } });
  });
});
