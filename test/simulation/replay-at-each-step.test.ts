import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/domain/model/json.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { stateImage } from '../../src/core/domain/runtime/executor/run-image.ts';
import { createRunLoader } from '../../src/core/domain/runtime/executor/run-loader.ts';
import { replay } from '../../src/core/domain/runtime/replay.ts';
import { gates, oneCard } from '../domain/runtime/executor/support/gate-definitions.ts';
import { around, go, looping, node, step } from '../domain/runtime/support/definitions.ts';
import { testCatalogue } from '../domain/runtime/support/test-actions.ts';
import { explore, isAsIfNothingHappened, seedsTo } from './explore.ts';
import { overlay } from '../domain/runtime/executor/support/overlay.ts';

// After every commit another process takes over, and it knows nothing but the journal: what stands on the run's row is
// replaced by what a replay of its inputs gives.

const scenarios: { readonly [name: string]: JsonObject } = {
  'one effect after the other': gates('test.safe', 'test.keyed', 'test.once'),
  'a card with a deadline': oneCard([go('t3', 'ask', 'done', ['scheduled', { after: 'PT5M' }])]),
  'a loop until something holds': looping({ until: 'vars.n > 2', maxPasses: 5, throttle: 'PT5S' }, [step('draft', 'test.keyed'), step('count', 'variable.set', { config: { name: 'n', value: '{{ vars.n + 1 }}' } })], {
    all: { variables: { n: { schema: { type: 'number' }, initial: 0 } } },
  }),
  'a loop over items': looping({ over: '["a", "b", "c"]' }, [step('draft', 'test.safe', { config: { say: '{{ item }}' } }), step('send', 'test.once')]),
  'an error that is caught': around(node('work', 'workStep', { entry: [step('act', 'test.refuses', { config: { say: 'no' } })] }), [go('t2', 'work', 'done', 'task-complete'), go('t3', 'work', 'done', 'error')]),
  'an incident somebody answers': around(node('work', 'workStep', { entry: [step('act', 'test.refuses', { config: { say: 'no' }, onError: 'pause' })], exit: [step('after', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete')]),
};

/** Reads runs back from their journals alone. */
function fromTheJournal(data: WorkflowDataPort): WorkflowDataPort {
  const loader = createRunLoader(data, testCatalogue);
  return overlay(data, {
    runs: overlay(data.runs, {
      load: async (id) => {
        const found = await data.runs.load(id);
        if (found === undefined) return undefined;
        const again = replay(await loader.compiled(found.row.definitionHash), await loader.events(id, { after: 0, limit: 100_000 }));
        if (!again.equal) throw new Error(`run ${id} replays otherwise: ${JSON.stringify(again.divergence)}`);
        return { ...found, image: stateImage(again.state, new Map()), later: [] };
      },
    }),
  });
}

const eachStep = { profile: 'crashes', store: 'memory', faults: [], restartsAtEachStep: true, tamper: () => fromTheJournal } as const;

it.each(Object.entries(scenarios))('%s goes on from the journal alone after each step', async (_name, definition) => {
  const { commits } = await explore({ ...eachStep, definitions: [definition] }, { seeds: [1, 2, 3], check: isAsIfNothingHappened });

  expect(commits).toBeGreaterThan(0);
});

it('any run goes on from the journal alone after each step', { timeout: 3_600_000 }, async () => {
  const { commits } = await explore(eachStep, { seeds: seedsTo(15), check: isAsIfNothingHappened });

  expect(commits).toBeGreaterThan(0);
});
