import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RunState } from '../../../src/core/domain/model/run-state.ts';
import { isWithin } from '../../../src/core/domain/model/region-path.ts';
import { canonicalJson } from '../../../src/core/domain/model/canonical-json.ts';
import { nodeAt } from '../../../src/core/domain/runtime/compile/definition-at.ts';
import { isBlocked } from '../../../src/core/domain/runtime/decide/is-blocked.ts';
import { evolve } from '../../../src/core/domain/runtime/evolve.ts';
import { visitsOf } from '../../../src/core/domain/runtime/evolve/region-tree.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { isLong } from '../../long.ts';
import { choices, Dice, randomDefinition, randomMove } from './support/random-run.ts';
import { RunBench } from './support/run-bench.ts';

/** A random run of a random definition; `RunBench` compares fold and decision after every input. */
function randomRun(definition: readonly number[], walk: readonly number[]): RunBench {
  const dice = new Dice(walk);
  const bench = new RunBench(randomDefinition(new Dice(definition)), { attended: dice.may(50) }).start();
  for (let move = 0; move < 60 && bench.now.ended === undefined; move += 1) {
    randomMove(bench, dice);
    checkWhole(bench.now);
    checkMovable(bench);
  }
  return bench;
}

/** What must be true of every state: whatever waits or is wanted belongs to a visit that is there. */
function checkWhole(state: RunState): void {
  const active = new Set(visitsOf(state.root).map((visit) => visit.id));
  const held = [state.wanted, state.timers, state.cards, state.incidents, state.arming ?? {}].flatMap((record) => Object.values(record).map((one: { readonly visit: string }) => one.visit));
  expect(held.filter((visit) => visit !== '' && !active.has(visit))).toEqual([]);
  // A deadline is in force or held back by one incident, never both.
  const heldBack = Object.values(state.incidents).flatMap((incident) => (incident.timers ?? []).map((timer) => timer.id));
  expect(heldBack.filter((id, at) => id in state.timers || heldBack.indexOf(id) !== at)).toEqual([]);
  if (state.ended === undefined && state.pause === undefined && !state.continueDue) {
    // A run that goes on waits for something nameable.
    expect(runStatus(state).reasons.length + held.filter((visit) => visit !== '').length).toBeGreaterThan(0);
  }
  expect(runStatus(state).status).toBeTypeOf('string');
}

/** Whoever waits, waits for something that can come: a deadline that is set, an effect, a signal, or what a person may do there. */
function checkMovable({ now, workflow }: RunBench): void {
  if (now.ended !== undefined || now.pause !== undefined || now.continueDue) return;
  const stuck = visitsOf(now.root).filter((visit) => {
    if (visit.bodies.length > 0 || isBlocked(now, visit.id)) return false;
    const rests = Object.values(now.timers).some((timer) => timer.id.endsWith('@timer.pass') && isWithin(visit.id, timer.visit));
    const isAwaited = rests || [now.wanted, now.timers, now.approvals ?? {}, now.arming ?? {}].some((record) => Object.values(record).some((one: { readonly visit: string }) => one.visit === visit.id));
    const node = nodeAt(workflow, visit.id);
    const byPerson = (node?.userActions ?? []).length > 0 || node?.outgoing.some(({ triggers }) => triggers.some(({ kind }) => kind.byHand === true));
    const isAsked = now.cards[visit.id] !== undefined && node?.outgoing.some(({ triggers }) => triggers.some(({ kind }) => kind.type === 'card-submitted'));
    return !isAwaited && byPerson !== true && isAsked !== true && visit.waits?.signals === undefined;
  });
  expect(stuck.map(({ id }) => id)).toEqual([]);
}

const runs = fc.tuple(choices(60), choices(80));

it('any run folds to what was decided, replays byte for byte, and ends once', () => {
  let ended = 0;
  fc.assert(
    fc.property(runs, ([definition, walk]) => {
      const bench = randomRun(definition, walk);

      const again = replay(bench.workflow, bench.rows);
      expect(again.equal ? canonicalJson(again.state) : again).toBe(canonicalJson(bench.now));
      expect(bench.rows.map((row) => row.seq)).toEqual(bench.rows.map((_, at) => at + 1));
      const end = bench.rows.findIndex((row) => row.type === 'run_ended');
      expect(end === -1 || end === bench.rows.length - 1).toBe(true);
      ended += end === -1 ? 0 : 1;
    }),
    { numRuns: isLong ? 6000 : 150, seed: 20_260_101 },
  );
  expect(ended).toBeGreaterThan(30);
}, 600_000);

it('an effect id is scheduled once per attempt, and has one outcome', () => {
  fc.assert(
    fc.property(runs, ([definition, walk]) => {
      const { rows } = randomRun(definition, walk);
      const attempts = rows.filter((row) => row.type === 'effect_scheduled').map((row) => JSON.stringify([row.payload['effect'], row.payload['attempt']]));
      const outcomes = rows.filter((row) => row.type === 'effect_completed').map((row) => row.payload['effect']);

      expect(new Set(attempts).size).toBe(attempts.length);
      expect(new Set(outcomes).size).toBe(outcomes.length);
    }),
    { numRuns: 60, seed: 7 },
  );
});

it('evolve takes any row in any order: one that fits nowhere changes nothing it should not', () => {
  fc.assert(
    fc.property(runs, fc.nat(1000), ([definition, walk], shuffle) => {
      const { rows } = randomRun(definition, walk);
      const [first, ...rest] = rows;
      const mixed = rest.toSorted((left, right) => ((left.seq * 7919 + shuffle) % 101) - ((right.seq * 7919 + shuffle) % 101));
      let state = first === undefined ? undefined : evolve(undefined, first);
      for (const row of mixed) state = evolve(state, row);

      expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    }),
    { numRuns: 40, seed: 11 },
  );
});
