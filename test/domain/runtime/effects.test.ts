import { describe, expect, it } from 'vitest';
import { effectKey } from '../../../src/core/domain/runtime/effect-key.ts';
import { around, go, node, step } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const leaves = [go('t2', 'work', 'done', 'task-complete')];

function working(...entry: readonly ReturnType<typeof step>[]): RunBench {
  return new RunBench(around(node('work', 'workStep', { entry }), leaves, { variables: { a: {}, b: { schema: { type: 'number' }, initial: 0 } } })).start();
}

describe('actions', () => {
  it('run in order, each seeing what the ones before it gave', () => {
    const bench = working(step('one', 'test.safe', { config: { say: 'x' } }), step('two', 'variable.set', { config: { name: 'a', value: '{{ nodes.work.one + "!" }}' } }), step('three', 'test.safe', { config: { say: '{{ vars.a }}' } }));

    bench.complete('work#1/one.1', 'seen');

    expect(bench.now.wanted['work#1/three.1']?.request).toEqual({ say: 'seen!' });
    expect(bench.now.scope.nodes['work']).toMatchObject({ one: 'seen' });
    expect(bench.now.scope.vars['a']).toBe('seen!');
  });

  it('without effects cost no row of their own', () => {
    const bench = working(step('set', 'variable.set', { config: { name: 'b', value: 4 } }));

    expect(outline(bench.rows).slice(1)).toEqual(['D run_started begin#1', 'D transition_committed t1 immediate work#1', 'D transition_committed t2 task-complete done#1 done[set]', 'D run_ended completed']);
  });

  it('that ask for several effects go on when all have an outcome', () => {
    const bench = working(step('both', 'test.two'));
    expect(bench.wanted).toEqual(['work#1/both.1', 'work#1/both.2']);

    expect(bench.complete('work#1/both.2', 'b')).toEqual([]);
    bench.complete('work#1/both.1', 'a');

    expect(bench.now.scope.nodes['work']).toEqual({ both: ['a', 'b'] });
  });

  it.each([
    ['a value that does not fit its schema', { name: 'b', value: 'text' }, /"b" a value that does not fit/u],
    ['a variable that does not exist', { name: 'nobody', value: 1 }, /does not have/u],
    ['a config that templates made unusable', { name: '{{ 1 + 1 }}', value: 1 }, /config of action "set"/u],
    ['a name that has no value', { name: 'b', value: '{{ nodes.nobody.x }}' }, /nobody/u],
  ])('fail on %s', (_, config, message) => {
    const bench = working(step('set', 'variable.set', { config }));

    expect(bench.now.ended).toMatchObject({ status: 'failed', error: { kind: 'action', action: 'set', visit: 'work#1' } });
    expect(bench.now.ended?.error?.message).toMatch(message);
  });

  it('keep the time they began with, however long their effects take', () => {
    const bench = working(step('slow', 'test.series', { config: { say: '{{ string(now) }}' } }));
    bench.at += 60_000;
    bench.complete('work#1/slow.1');

    expect(bench.now.wanted['work#1/slow.2']?.request).toEqual({ say: '1970-01-01T00:16:40Z' });
  });
});

describe('a failed attempt', () => {
  const retry = { maxRetries: 2, base: 'PT2S', factor: 3, max: 'PT5S' };

  it.each([
    { name: 'transient', type: 'test.safe', class: 'transient', written: true, again: true },
    { name: 'timed out', type: 'test.keyed', class: 'timeout', written: true, again: true },
    { name: 'permanent', type: 'test.safe', class: 'permanent', written: true, again: false },
    { name: 'transient, once, retry written', type: 'test.once', class: 'transient', written: true, again: true },
    { name: 'transient, once, nothing written', type: 'test.once', class: 'transient', written: false, again: false },
    { name: 'transient, safe, nothing written', type: 'test.safe', class: 'transient', written: false, again: true },
  ] as const)('that is $name is tried again: $again', ({ type, class: kind, written, again }) => {
    const bench = working(step('call', type, written ? { retry } : {}));

    bench.fail('work#1/call.1', kind);

    expect(bench.now.ended === undefined).toBe(again);
    expect(bench.now.wanted['work#1/call.1']?.attempt).toBe(again ? 2 : undefined);
  });

  it('waits longer each time, spread by the key, up to the maximum, and then fails', () => {
    const bench = working(step('call', 'test.safe', { retry }));
    const waits: number[] = [];
    for (const _ of [1, 2]) {
      bench.fail('work#1/call.1', 'transient');
      waits.push((bench.now.wanted['work#1/call.1']?.notBefore ?? 0) - bench.at);
    }
    bench.fail('work#1/call.1', 'transient');

    expect(waits[0]).toBeGreaterThanOrEqual(1000);
    expect(waits[0]).toBeLessThanOrEqual(2000);
    expect(waits[1]).toBeGreaterThanOrEqual(2500);
    expect(waits[1]).toBeLessThanOrEqual(5000);
    expect(bench.now.ended?.error).toMatchObject({ code: 'connector_unavailable', effect: 'work#1/call.1' });
  });

  it('waits as long as the receiver asks for', () => {
    const bench = working(step('call', 'test.safe', { retry }));

    bench.fail('work#1/call.1', 'transient', { retryAfterMs: 90_000 });

    expect(bench.now.wanted['work#1/call.1']?.notBefore).toBe(bench.at + 90_000);
  });

  it('repeats neither request nor kind of work in its row', () => {
    const bench = working(step('call', 'test.safe', { retry, config: { say: 'long' } }));

    const [row] = bench.fail('work#1/call.1', 'transient');

    expect(row?.payload).not.toHaveProperty('request');
    expect(bench.now.wanted['work#1/call.1']?.request).toEqual({ say: 'long' });
  });

  it('is an outcome like others for an action that sees errors', () => {
    const bench = working(step('call', 'test.tolerant', { retry: { ...retry, maxRetries: 0 } }));

    bench.fail('work#1/call.1', 'transient');

    expect(bench.now.scope.nodes['work']).toEqual({ call: 'connector_unavailable' });
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('an outcome', () => {
  it.each([
    ['of an earlier attempt', 1],
    ['of an attempt that was never made', 7],
  ])('%s is refused as late', (_, attempt) => {
    const bench = working(step('call', 'test.safe'));
    bench.fail('work#1/call.1', 'transient');

    const { refused } = bench.tell({ type: 'effect_completed', effect: 'work#1/call.1', attempt, output: 1 });

    expect(refused).toMatchObject({ code: 'precondition_failed', data: { reason: 'late' } });
  });

  it('is taken once', () => {
    const bench = working(step('call', 'test.safe'), step('more', 'test.safe'));
    bench.complete('work#1/call.1', 'first');

    const { refused } = bench.tell({ type: 'effect_completed', effect: 'work#1/call.1', attempt: 1, output: 'second' });

    expect(refused?.data).toEqual({ reason: 'late' });
    expect(bench.now.scope.nodes['work']).toEqual({ call: 'first' });
  });

  it('is marked by operational rows without being decided on', () => {
    const bench = working(step('call', 'test.once'));
    bench.mark('effect_started', 'work#1/call.1');
    expect(bench.now.wanted['work#1/call.1']?.started).toBe(true);

    bench.mark('effect_interrupted', 'work#1/call.1');

    expect(bench.now.wanted['work#1/call.1']).toMatchObject({ started: false, interruptions: 1, attempt: 1 });
  });
});

it('a key follows from run, effect and generation, and from nothing else', () => {
  const key = effectKey('run', 'work#1/call.1', 1);

  expect(key).toMatch(/^[a-z2-7]{32}$/u);
  expect(effectKey('run', 'work#1/call.1', 1)).toBe(key);
  expect(new Set([key, effectKey('other', 'work#1/call.1', 1), effectKey('run', 'work#1/call.11', 1), effectKey('run', 'work#1/call.1', 11), effectKey('run', 'work#1/call.1', 2)]).size).toBe(5);
});
