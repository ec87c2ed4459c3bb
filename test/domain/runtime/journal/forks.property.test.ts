import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/core/domain/model/canonical-json.ts';
import { batchBorders } from '../../../../src/core/domain/runtime/journal/batch-borders.ts';
import { canonicalJournal } from '../../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { stateAt } from '../../../../src/core/domain/runtime/journal/restart-border.ts';
import { replay } from '../../../../src/core/domain/runtime/replay.ts';
import { forkedRun } from '../support/forked-run.ts';
import { choices, Dice, randomDefinition, randomMove } from '../support/random-run.ts';
import { RunBench } from '../support/run-bench.ts';

const runs = fc.tuple(choices(60), choices(80));

function randomParent(definition: readonly number[], walk: readonly number[]): { readonly parent: RunBench; readonly definition: ReturnType<typeof randomDefinition> } {
  const dice = new Dice(walk);
  const made = randomDefinition(new Dice(definition));
  const parent = new RunBench(made, { attended: dice.may(50), run: 'parent' }).start();
  for (let move = 0; move < 40 && parent.now.ended === undefined; move += 1) randomMove(parent, dice);
  return { parent, definition: made };
}

it('a fork at any border replays equal, and with recorded effects and no change ends as its parent did', () => {
  let borders = 0;
  fc.assert(
    fc.property(runs, ([definition, walk]) => {
      const made = randomParent(definition, walk);
      const { parent } = made;
      for (const seq of batchBorders(parent.rows)) {
        if (stateAt(parent.rows, seq).ended !== undefined) continue;
        borders += 1;

        const child = forkedRun({ definition: made.definition, rows: parent.rows, run: 'parent' }, seq);

        expect(canonicalJournal(child.rows)).toEqual(canonicalJournal(parent.rows));
        const again = replay(child.workflow, child.rows);
        expect(again.equal ? canonicalJson(again.state) : again).toBe(canonicalJson(child.now));
        expect(child.now.run).toBe('child');
      }
    }),
    { numRuns: 25, seed: 20_260_303 },
  );
  expect(borders).toBeGreaterThan(100);
});

it('what was left of a deadline is left of it in a fork that is taken later, and nothing counts as begun', () => {
  fc.assert(
    fc.property(runs, fc.nat(1_000_000), ([definition, walk], later) => {
      const { parent, definition: made } = randomParent(definition, walk);
      for (const seq of batchBorders(parent.rows).slice(0, 8)) {
        const before = stateAt(parent.rows, seq);
        if (before.ended !== undefined || before.pause !== undefined) continue;
        const child = new RunBench(made);
        child.rows.push(...parent.rows.filter((row) => row.seq <= seq));
        child.state = before;
        child.at = before.at + later;
        child.tell({ type: 'command', name: 'fork', run: 'child', parent: { run: 'parent', seq, at: before.at }, effects: 'live' });

        // An instant of the calendar stays where it is; every other deadline is as far away as it was.
        const expected = Object.values(before.timers).map(({ id, dueAt, fixed }) => [id, fixed === true ? dueAt : dueAt + later]);
        expect(Object.values(child.now.timers).map(({ id, dueAt }) => [id, dueAt])).toEqual(expected);
        expect(Object.values(child.now.wanted).every((effect) => !effect.started && effect.interruptions === 0)).toBe(true);
      }
    }),
    { numRuns: 30, seed: 5 },
  );
});
