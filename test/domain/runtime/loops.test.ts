import { describe, expect, it } from 'vitest';
import { activeVisits, runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { go, looping, node, step, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const count = step('count', 'variable.set', { config: { name: 'n', value: '{{ vars.n + 1 }}' } });
const variables = { n: { initial: 0 }, seen: { initial: [] } };
const all = { variables };
const pass = { id: 'pass', nodes: [node('enter', 'start'), node('draft', 'workStep', { entry: [count] }), node('stop', 'end')], transitions: [go('b1', 'enter', 'draft', 'immediate'), go('b2', 'draft', 'stop', 'task-complete')] };

function passes(bench: RunBench): number {
  return bench.rows.filter((row) => row.type === 'pass_started').length;
}

describe('a loop', () => {
  it.each([
    ['until, examined after each pass', { until: 'vars.n >= 3' }, 3],
    ['until, at least once', { until: 'true' }, 1],
    ['while, examined before each pass', { while: 'vars.n < 3' }, 3],
    ['while, perhaps never', { while: 'false' }, 0],
    ['over a list', { over: '["a", "b"]' }, 2],
    ['over an empty list', { over: '[]' }, 0],
  ] as const)('%s', (_, config, expected) => {
    const bench = new RunBench(looping({ ...config }, [count], { all })).start();

    expect(passes(bench)).toBe(expected);
    expect(bench.now.scope.vars['n']).toBe(expected);
    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.now.scope.loops['refine']?.['count']).toBe(expected);
  });

  it('over a list freezes it at entry and gives item and index', () => {
    const grow = step('grow', 'variable.set', { config: { name: 'seen', value: '{{ vars.seen + [item + string(index)] }}' } });
    const bench = new RunBench(looping({ over: 'vars.seen' }, [grow], { all: { variables: { seen: { initial: ['a', 'b'] } } } })).start();

    expect(bench.now.scope.vars['seen']).toEqual(['a', 'b', 'a0', 'b1']);
    expect(bench.rows.filter((row) => row.payload['items'] !== undefined)).toHaveLength(1);
  });

  it('knows how many passes it has behind it', () => {
    const bench = new RunBench(looping({ until: 'loops.refine.count >= 4' }, [], {})).start();

    expect(passes(bench)).toBe(4);
  });

  it('left without a pass counts none, also where an earlier visit of it counted some', () => {
    const loop = node('refine', 'loop', { config: { while: 'vars.n < 2' }, bodies: [pass] });
    const bench = new RunBench(
      workflow(
        [node('begin', 'start'), loop, node('which', 'decision'), node('done', 'end', { config: { outputs: { loop: '{{ loops.refine }}' } } })],
        [
          go('t1', 'begin', 'refine', 'immediate'),
          go('t2', 'refine', 'which', 'condition-met'),
          go('t3', 'which', 'refine', ['condition', { when: 'loops.refine.count > 0' }]),
          go('t4', 'which', 'done', ['condition', { when: 'loops.refine.count == 0' }]),
        ],
        all,
      ),
    ).start();

    expect(passes(bench)).toBe(2);
    expect(bench.now.ended?.outputs).toEqual({ loop: { count: 0 } });
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('its way out may read that there was no pass', () => {
    const validators = [{ id: 'none', type: 'expression', config: { that: 'loops.refine.count == 0' } }];
    const bench = new RunBench(workflow([node('begin', 'start'), node('refine', 'loop', { config: { over: '[]' }, bodies: [pass] }), node('done', 'end')], [go('t1', 'begin', 'refine', 'immediate'), go('t2', 'refine', 'done', 'condition-met', { validators })], all)).start();

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('that has no list fails where it stands', () => {
    const bench = new RunBench(looping({ over: '"text"' }, [])).start();

    expect(bench.now.ended?.error).toMatchObject({ kind: 'engine', node: 'refine', message: '"over" must be a list.' });
  });
});

describe('the limit of passes', () => {
  it('leads out by limit-reached, with what was reached', () => {
    const bench = new RunBench(looping({ until: 'false', maxPasses: 2 }, [], { leave: [go('t3', 'refine', 'done', 'limit-reached')] })).start();

    expect(outline(bench.rows).slice(-2)).toEqual(['D transition_committed t3 limit-reached done#1', 'D run_ended completed']);
    expect(bench.rows.at(-2)?.payload['read']).toMatchObject({ limit: 'maxPasses', value: 2 });
  });

  it('is 25 when none is written, and asks a person where no transition takes it', () => {
    const bench = new RunBench(looping({ until: 'false' }, [])).start();

    expect(passes(bench)).toBe(25);
    expect(bench.now.incidents['refine#1/@incident.1']).toMatchObject({ code: 'limit_reached', params: { limit: 'maxPasses', value: 25 } });
    expect(activeVisits(bench.now)).toEqual([{ visit: 'refine#1', nodeId: 'refine', phase: 'incident' }]);
    expect(bench.now.scope.loops['refine']?.['count']).toBe(25);
  });

  it('can be raised, and the loop goes on from there', () => {
    const bench = new RunBench(looping({ until: 'vars.n >= 4', maxPasses: 2 }, [count], { all })).start();

    bench.resolve('raise_limit', { value: { by: 3 } });

    expect(passes(bench)).toBe(4);
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('the time of all passes', () => {
  const slow = looping({ until: 'false', timeout: 'PT1M' }, [step('call', 'test.safe')], { leave: [go('t3', 'refine', 'done', 'limit-reached')] });

  it('cancels the body and leads out by limit-reached', () => {
    const bench = new RunBench(slow).start();
    bench.complete('refine#1:pass[0]/draft#1/call.1');

    bench.timer('refine#1/@timer.loop');

    expect(outline(bench.rows).slice(-3)).toEqual(['D region_cancelled refine#1', 'D transition_committed t3 limit-reached done#1', 'D run_ended completed']);
    expect(bench.wanted).toEqual([]);
  });

  it('counts by the clock, whether its timer came or an outcome did', () => {
    const bench = new RunBench(slow).start();
    bench.at += 60_000;

    bench.complete('refine#1:pass[0]/draft#1/call.1');

    expect(bench.now.ended?.status).toBe('completed');
    expect(outline(bench.rows)).toContain('D region_cancelled refine#1');
  });

  it('can be raised where a person was asked: the next pass begins', () => {
    const bench = new RunBench(looping({ until: 'false', timeout: 'PT1M' }, [step('call', 'test.safe')])).start();
    bench.timer('refine#1/@timer.loop');
    expect(bench.incidents).toEqual(['limit_reached']);

    bench.resolve('raise_limit');

    expect(bench.wanted).toEqual(['refine#1:pass[1]/draft#1/call.1']);
    expect(bench.now.timers['refine#1/@timer.loop']?.dueAt).toBe(bench.at + 60_000);
  });
});

describe('a throttle', () => {
  it('holds the next pass until its time, as a timer', () => {
    const bench = new RunBench(looping({ until: 'vars.n >= 2', throttle: 'PT10S' }, [count], { all })).start();
    expect(passes(bench)).toBe(2);
    expect(bench.now.scope.vars['n']).toBe(1);
    expect(runStatus(bench.now)).toMatchObject({ status: 'waiting', reasons: [{ code: 'timer', nodeId: 'refine', dueAt: 1_010_000 }] });

    bench.timer('refine#1/@timer.pass');

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('does not hold a pass whose predecessor took longer', () => {
    const bench = new RunBench(looping({ until: 'false', throttle: 'PT10S' }, [step('call', 'test.safe')])).start();
    bench.at += 15_000;

    bench.complete('refine#1:pass[0]/draft#1/call.1');

    expect(bench.wanted).toEqual(['refine#1:pass[1]/draft#1/call.1']);
  });
});

it('loops stand inside loops, and ids say where', () => {
  const inner = (looping({ over: '[10, 20]' }, [step('mul', 'variable.set', { config: { name: 'seen', value: '{{ vars.seen + [item] }}' } })])['root'] as { nodes: { id: string }[] }).nodes[1];
  const body = { id: 'outer_pass', nodes: [{ id: 'oi', type: 'start' }, inner, { id: 'oo', type: 'end' }], transitions: [go('o1', 'oi', 'refine', 'immediate'), go('o2', 'refine', 'oo', 'condition-met')] };
  const outer = { id: 'outer', type: 'loop', config: { over: '["x", "y"]' }, bodies: [body] };
  const bench = new RunBench({
    format: 'aiwm.workflow/1',
    name: 'Nested',
    variables: { seen: { initial: [] } },
    root: { id: 'root', nodes: [{ id: 'begin', type: 'start' }, outer, { id: 'done', type: 'end' }], transitions: [go('t1', 'begin', 'outer', 'immediate'), go('t2', 'outer', 'done', 'condition-met')] },
  } as unknown as ConstructorParameters<typeof RunBench>[0]).start();

  expect(bench.now.scope.vars['seen']).toEqual([10, 20, 10, 20]);
  expect(outline(bench.rows)).toContain('D pass_started outer#1:outer_pass[1]/refine#1:pass[1]');
});

describe('a pass that ends as failed', () => {
  const failing = { id: 'pass', nodes: [node('in', 'start'), node('try', 'workStep', { entry: [step('ask', 'test.safe')] }), node('good', 'end'), node('bad', 'end', { config: { result: 'failed' } })], transitions: [go('b1', 'in', 'try', 'immediate'), go('b2', 'try', 'bad', ['condition', { when: 'nodes.try.ask == 0' }]), go('b3', 'try', 'good', 'task-complete')] };
  const loop = node('refine', 'loop', { config: { over: 'inputs.list' }, bodies: [failing], entry: [step('first', 'test.safe')], timeout: 'PT1H' });
  const definition = workflow([node('begin', 'start'), loop, node('done', 'end', { config: { outputs: { loop: '{{ loops.refine }}' } } })], [go('t1', 'begin', 'refine', 'immediate'), go('t2', 'refine', 'done', 'condition-met')], { inputs: { type: 'object', properties: { list: { type: 'array', items: {} } } } });
  const answer = (bench: RunBench, output: number): void => void bench.complete(bench.wanted[0] ?? '', output);

  it('does not count when it is tried again: the same pass begins under new ids, and nothing before it', () => {
    const bench = new RunBench(definition, { inputs: { list: ['a', 'b'] }, attended: true }).start();
    const dueAt = bench.now.timers['refine#1/@timer.timeout']?.dueAt ?? 0;
    for (const output of [1, 1, 0]) answer(bench, output);
    expect(bench.incidents).toEqual(['action_failed']);
    bench.at += 5000;
    expect(outline(bench.resolve('retry'))).toEqual(['D incident_closed refine#1/@incident.1', 'D pass_started refine#2:pass[1]', 'D transition_committed b1 immediate refine#2:pass[1]/try#1', 'D effect_scheduled refine#2:pass[1]/try#1/ask.1']);
    expect(bench.now.timers['refine#2/@timer.timeout']?.dueAt).toBe(dueAt + 5000);
    expect(bench.now.scope.loops['refine']).toEqual({ count: 1, index: 1, item: 'b' });
    answer(bench, 0);
    expect(bench.incidents).toEqual(['action_failed']);
    bench.resolve('retry');
    answer(bench, 1);

    expect(bench.now.ended?.outputs).toMatchObject({ loop: { count: 2 } });
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
    const effects = bench.rows.filter((row) => row.type === 'effect_scheduled').map((row) => row.payload['effect']);
    expect(new Set(effects).size).toBe(effects.length);
  });
});
