import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { WaitingPlace } from '../../../src/core/domain/model/run-why.ts';
import { placeSentences } from '../../../src/core/domain/model/why-sentences.ts';
import { incidentViews } from '../../../src/core/domain/services/incident-view.ts';
import { waitingPlaces } from '../../../src/core/domain/runtime/why/waiting-places.ts';
import { around, go, looping, node, step } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

const places = (bench: RunBench): readonly WaitingPlace[] => waitingPlaces({ workflow: bench.workflow, state: bench.now, names: { run: 'r1', cards: {} } });
const told = (bench: RunBench): string => places(bench).flatMap((place) => placeSentences(place)).join('\n');
const operations = (bench: RunBench): readonly string[] => places(bench).flatMap(({ acts }) => acts.map(({ operation }) => operation));

function asked(config: JsonObject, by: string): RunBench {
  const definition = around(node('prep', 'workStep'), [go('t2', 'prep', 'done', 'task-complete', { validators: [{ id: 'ok', type: 'manual-approval', config: { title: 'Send it?', ...config } }] })]);
  return new RunBench(definition, { by }).start();
}

function approve(bench: RunBench, by: string): void {
  const [approval] = Object.values(bench.now.approvals ?? {});
  bench.tell({ type: 'approval', visit: 'prep#1', validator: 'ok', key: `k-${by}`, hash: approval?.hash ?? '', decision: 'approve', by });
}

describe('an approval that is asked for', () => {
  it('says who may still answer, and offers the answer', () => {
    const bench = asked({ quorum: 2, principals: ['user:local', 'user:bob', 'user:eve'] }, 'user:eve');
    approve(bench, 'user:bob');

    expect(told(bench)).toContain('"Send it?" needs 2 answers and has 1; user:local may still answer.');
    expect(operations(bench)).toEqual(['approvals.decide', 'approvals.decide']);
  });

  it.each<[string, JsonObject, readonly string[], string]>([
    ['to the only person there is, who started the run', {}, [], 'user:local, who started the run'],
    ['twice to the only person there is', { quorum: 2, allowSelf: true }, ['user:local'], 'user:local, who has answered'],
  ])('that is put %s names the ways out, and offers no answer that is refused', (...[, config, votes, why]) => {
    const bench = asked(config, 'user:local');
    for (const by of votes) approve(bench, by);

    expect(told(bench)).toContain(`nobody who is known here may give what is missing (not ${why}): take the transition whatever its validators say, or stop the run.`);
    expect(places(bench)[0]?.acts).toEqual([{ operation: 'runs.fire', input: { id: 'r1', visit: 'prep#1', transition: 't2', skipValidators: true } }, { operation: 'runs.stop', input: { id: 'r1' } }]);
  });

  it('gives no advice that names what does not exist', () => {
    const bench = asked({}, 'user:local');
    const [approval] = Object.values(bench.now.approvals ?? {});
    const { refused } = bench.tell({ type: 'approval', visit: 'prep#1', validator: 'ok', key: 'k', hash: approval?.hash ?? '', decision: 'approve', by: 'user:local' });

    expect(refused?.next).not.toContain('token');
  });
});

describe('a limit that is reached', () => {
  it.each<[string, JsonObject, JsonObject, string]>([
    ['of passes', { until: 'false', maxPasses: 3 }, {}, 'The limit `maxPasses` of 3 is reached.'],
    ['of transitions', { until: 'false', maxPasses: 100 }, { limits: { maxTransitions: 20 } }, 'The limit `maxTransitions` of 20 is reached.'],
  ])('%s is named with its number, wherever it is told', (...[, config, all, sentence]) => {
    const bench = new RunBench(looping(config, [], { all })).start();

    expect(told(bench)).toContain(sentence);
    expect(incidentViews(bench.now, bench.workflow.definition as unknown as JsonObject)[0]?.message).toContain(sentence);
    expect(told(bench)).not.toContain('exit actions');
  });

  it('before exit actions says that these are still to be done', () => {
    const bench = new RunBench(around(node('w', 'workStep', { exit: [step('late', 'test.once')] }), [go('t2', 'w', 'done', 'task-complete')])).start();

    expect(told(bench)).toContain('the exit actions before it are still to be done');
  });
});
