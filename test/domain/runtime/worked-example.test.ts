import { expect, it } from 'vitest';
import { runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { go, node, step, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const body = {
  id: 'pass',
  nodes: [node('enter', 'start'), node('draft', 'workStep', { entry: [step('write', 'test.safe')] }), node('stop', 'end')],
  transitions: [go('b1', 'enter', 'draft', 'immediate'), go('b2', 'draft', 'stop', 'task-complete')],
};

const example = workflow(
  [
    node('begin', 'start'),
    node('prep', 'workStep', { entry: [step('read', 'test.safe'), step('ask', 'test.safe')] }),
    node('route', 'decision'),
    node('refine', 'loop', { config: { until: 'nodes.draft.write.good' }, bodies: [body] }),
    node('review', 'uiCard', { config: { card: 'review' } }),
    node('done', 'end', { config: { outputs: { decision: '{{ nodes.review.card.values.decision }}' } } }),
  ],
  [
    go('t1', 'begin', 'prep', 'immediate'),
    go('t2', 'prep', 'route', 'task-complete'),
    go('t3', 'route', 'refine', ['condition', { when: "nodes.prep.ask == 'go'" }]),
    go('t4', 'refine', 'review', 'condition-met'),
    go('t5', 'review', 'done', 'card-submitted'),
  ],
  { cards: [{ id: 'review', title: 'Review {{ nodes.prep.read }}', fields: [{ key: 'decision', label: 'Decision', type: 'text', required: true }] }] },
);

function played(): RunBench {
  const bench = new RunBench(example).start();
  bench.complete('prep#1/read.1', 'the text');
  bench.complete('prep#1/ask.1', 'go');
  bench.complete('refine#1:pass[0]/draft#1/write.1', { good: false });
  bench.complete('refine#1:pass[1]/draft#1/write.1', { good: true });
  bench.card('review#1', { decision: 'approved' });
  return bench;
}

it('writes the journal of the worked example: 24 rows in 6 commits', () => {
  const bench = played();

  expect(outline(bench.rows)).toEqual([
    'I start',
    'D run_started begin#1',
    'D transition_committed t1 immediate prep#1',
    'D effect_scheduled prep#1/read.1',
    'I effect_completed prep#1/read.1',
    'D effect_scheduled prep#1/ask.1 done[read]',
    'I effect_completed prep#1/ask.1',
    'D transition_committed t2 task-complete route#1 done[ask]',
    'D transition_committed t3 condition refine#1',
    'D pass_started refine#1:pass[0]',
    'D transition_committed b1 immediate refine#1:pass[0]/draft#1',
    'D effect_scheduled refine#1:pass[0]/draft#1/write.1',
    'I effect_completed refine#1:pass[0]/draft#1/write.1',
    'D transition_committed b2 task-complete refine#1:pass[0]/stop#1 done[write]',
    'D pass_started refine#1:pass[1]',
    'D transition_committed b1 immediate refine#1:pass[1]/draft#1',
    'D effect_scheduled refine#1:pass[1]/draft#1/write.1',
    'I effect_completed refine#1:pass[1]/draft#1/write.1',
    'D transition_committed b2 task-complete refine#1:pass[1]/stop#1 done[write]',
    'D transition_committed t4 condition-met review#1',
    'D card_requested review#1',
    'I card review#1',
    'D transition_committed t5 card-submitted done#1',
    'D run_ended completed',
  ]);
  expect(bench.commits).toBe(6);
});

it('says what each examination read', () => {
  const { rows } = played();

  expect(rows[8]?.payload['read']).toEqual({ when: true, 'nodes.prep.ask': 'go' });
  expect(rows[14]?.payload['read']).toEqual({ until: false, 'nodes.draft.write.good': false });
  expect(rows[19]?.payload['read']).toMatchObject({ until: true });
  expect(rows[23]?.payload).toEqual({ status: 'completed', outputs: { decision: 'approved' } });
});

it('replays its inputs to the same rows', () => {
  const bench = played();

  expect(replay(bench.workflow, bench.rows)).toEqual({ equal: true, state: bench.now });
  expect(runStatus(bench.now).status).toBe('completed');
  expect(bench.now.visited).toEqual({ begin: 1, prep: 1, route: 1, refine: 1, enter: 2, draft: 2, stop: 2, review: 1, done: 1 });
});

it('notices a journal that says something else', () => {
  const bench = played();
  const rows = bench.rows.map((row) => (row.seq === 9 ? { ...row, payload: { ...row.payload, transition: 't9' } } : row));

  expect(replay(bench.workflow, rows)).toMatchObject({ equal: false, divergence: { seq: 9 } });
});
