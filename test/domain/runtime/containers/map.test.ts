import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { compileDefinition } from '../../../../src/core/domain/runtime/compile-definition.ts';
import { decide } from '../../../../src/core/domain/runtime/decide.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import type { RunInput } from '../../../../src/core/domain/model/run-input.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { beside, body } from '../support/containers.ts';
import { go, step } from '../support/definitions.ts';
import { RunBench } from '../support/run-bench.ts';
import { testCatalogue } from '../support/test-actions.ts';

const each = body('each', [step('say', 'test.safe', { config: { say: '{{ item }}' } })], { end: { outputs: { at: '{{ index }}', said: '{{ nodes.work_each.say }}' } } });
const effect = (index: number): string => `map#1:each[${index}]/work_each#1/say.1`;

function started(config: JsonObject, bodies: readonly JsonObject[] = [each], more: { readonly leave?: readonly JsonObject[]; readonly attended?: boolean } = {}): RunBench {
  const { leave, attended = false } = more;
  return new RunBench(beside('map', { config, bodies }, leave === undefined ? {} : { leave }), { attended }).start();
}

it('runs so many items at once, and yields results in item order', () => {
  const bench = started({ over: "['x', 'y', 'z', 'w']", concurrency: 2 });
  expect(bench.wanted).toEqual([effect(0), effect(1)]);
  bench.complete(effect(1), 'Y');
  expect(bench.wanted).toEqual([effect(0), effect(2)]);
  bench.complete(effect(2), 'Z');
  bench.complete(effect(3), 'W');
  bench.complete(effect(0), 'X');

  expect(bench.now.ended?.outputs).toEqual({ results: ['X', 'Y', 'Z', 'W'].map((said, at) => ({ at, said })) });
  expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });
});

it('freezes its items at entry', () => {
  const bench = started({ over: "['x', 'y']", concurrency: 1 });
  const [first, second] = bench.rows.filter((row) => row.type === 'pass_started');

  expect(first?.payload['items']).toEqual(['x', 'y']);
  bench.complete(effect(0));
  expect(second).toBeUndefined();
  expect(bench.rows.findLast((row) => row.type === 'pass_started')?.payload).not.toHaveProperty('items');
});

it('an empty list yields an empty list', () => {
  expect(started({ over: '[]' }).now.ended?.outputs).toEqual({ results: [] });
});

it('what is no list, or too long a list, is an error of the node', () => {
  expect(started({ over: '1' }).now.ended).toMatchObject({ status: 'failed', error: { node: 'map', code: 'input_invalid' } });
});

it('collects errors in the place of their item', () => {
  const bench = started({ over: '[1, 2]', onBodyError: 'collect' }, [each], { attended: true });
  bench.fail(effect(0));
  bench.complete(effect(1), 'fine');

  expect(bench.now.ended?.outputs).toMatchObject({ results: [{ ok: false, error: { code: 'connector_unavailable' } }, { at: 1, said: 'fine' }] });
});

it('the first error cancels what runs and begins nothing more', () => {
  const bench = started({ over: '[1, 2, 3]', concurrency: 2 }, [each], { leave: [go('t3', 'map', 'oops', 'error')] });
  bench.fail(effect(1));

  expect(bench.now.ended).toMatchObject({ status: 'completed' });
  expect(bench.rows.some((row) => row.payload['region'] === 'map#1:each[2]')).toBe(false);
});

it('bodies without an effect go on after the share of one input is used up', () => {
  const plain = body('each', [], { end: { outputs: { at: '{{ index }}' } } });
  const bench = started({ over: `[${Array.from({ length: 40 }, (_, at) => at).join(',')}]` }, [plain]);
  for (let input = 0; bench.now.continueDue && input < 10; input += 1) bench.tell({ type: 'continue' });

  expect(bench.now.ended).toMatchObject({ status: 'completed' });
  expect(bench.commits).toBeGreaterThan(1);
});

it('thousands of items cost the same each: what is kept of results is copied in parts', () => {
  const definition = compileDefinition(
    beside('map', { config: { over: 'inputs.list', concurrency: 8 }, bodies: [each] }, { all: { limits: { maxTransitions: 1_000_000 } } }),
    testCatalogue,
  );
  const told: { state?: RunState } = {};
  let facts = 0;
  let largestPart = 0;
  const tell = (input: RunInput): void => {
    const decision = decide(definition, told.state, { input, at: 1000 });
    if (!decision.ok) throw new Error(decision.error.message);
    facts += decision.facts.length;
    told.state = decision.state;
  };
  const count = 3000;
  tell({ type: 'start', run: 'r', workflow: 'w', definitionHash: 'd', inputs: { list: Array.from({ length: count }, (_, at) => at) }, seed: 's', attended: false, pins: {} });
  for (let at = 0; at < count; at += 1) {
    const [wanted] = Object.keys(told.state?.wanted ?? {});
    tell({ type: 'effect_completed', effect: wanted ?? '', attempt: 1, output: at });
    const parts = at % 999 === 0 ? Object.values(told.state?.root.active?.spread?.results ?? {}) : [];
    for (const part of parts) largestPart = Math.max(largestPart, Object.keys(part).length);
  }

  expect(told.state?.ended).toMatchObject({ status: 'completed' });
  expect(told.state?.transitions).toBe(2 * count + 2);
  // run_started, two transitions of the root and its end; of each item: begun, two transitions, one effect; the last seven ends ride on nothing else.
  expect(facts).toBe(4 + 4 * count + 7);
  expect(largestPart).toBe(100);
});
