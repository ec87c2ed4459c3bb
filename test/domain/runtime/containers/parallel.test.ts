import { expect, it } from 'vitest';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { outline, RunBench } from '../support/run-bench.ts';
import { beside, body } from '../support/containers.ts';
import { go, node, step } from '../support/definitions.ts';

const two = [body('left', [step('draft_left', 'test.safe')]), body('right', [step('draft_right', 'test.safe')])];

function parallel(config: JsonObject, bodies: readonly JsonObject[] = two): JsonObject {
  return beside('parallel', { config, bodies });
}

function ended(bench: RunBench): unknown {
  expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });
  return bench.now.ended;
}

it('all: runs both bodies at once and yields what they yield, in declared order', () => {
  const bench = new RunBench(parallel({}), {}).start();
  expect(bench.wanted).toEqual(['par#1:left/work_left#1/draft_left.1', 'par#1:right/work_right#1/draft_right.1']);
  bench.complete('par#1:right/work_right#1/draft_right.1', 'r');
  expect(bench.now.ended).toBeUndefined();
  bench.complete('par#1:left/work_left#1/draft_left.1', 'l');

  expect(ended(bench)).toMatchObject({ status: 'completed', outputs: { results: { left: { text: 'l' }, right: { text: 'r' } } } });
  expect(Object.keys(JSON.parse(JSON.stringify(bench.now.scope.nodes['par']))['results'])).toEqual(['left', 'right']);
  expect(outline(bench.rows).at(-2)).toBe('D transition_committed t2 task-complete done#1 done[@end,results]');
});
