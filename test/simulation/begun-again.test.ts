import { expect, it } from 'vitest';
import { around, go, node, step } from '../domain/runtime/support/definitions.ts';
import { RunBench } from '../domain/runtime/support/run-bench.ts';

// Found by the simulation: one key stood for two requests, of an effect that was given up and of one that was asked for
// when its container began again. A receiver that honours keys would take the second for the first.

it('a loop that somebody begins again asks for its effects under other ids', () => {
  const body = {
    id: 'pass',
    nodes: [node('enter', 'start'), node('draft', 'workStep', { entry: [step('write', 'test.keyed', { config: { say: '{{ string(now) }}' } })] }), node('stop', 'end')],
    transitions: [go('b1', 'enter', 'draft', 'immediate'), go('b2', 'draft', 'stop', 'task-complete')],
  };
  const bench = new RunBench(around(node('refine', 'loop', { config: { over: '[1]' }, timeout: 'PT1M', bodies: [body] }), [go('t2', 'refine', 'done', 'condition-met')]), { attended: true }).start();
  const [before] = bench.wanted;
  bench.timer('refine#1/@timer.timeout');
  expect(bench.wanted).toEqual([]);

  bench.resolve('retry');

  expect(bench.wanted).toHaveLength(1);
  expect(bench.wanted[0]).not.toBe(before);
});
