import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import type { RunState } from '../../../../src/core/domain/model/run-state.ts';
import type { SensitiveParts } from '../../../../src/core/domain/runtime/compile/sensitivity.ts';
import { evolve } from '../../../../src/core/domain/runtime/evolve.ts';
import { rowConcealed } from '../../../../src/core/domain/runtime/sealing/conceal-row.ts';
import { openedState } from '../../../../src/core/domain/runtime/sealing/sealed-run.ts';
import { type Concealer, masking, sealing } from '../../../../src/core/domain/runtime/sealing/sealed-value.ts';
import { activeVisits, runStatus } from '../../../../src/core/domain/runtime/run-status.ts';
import { runSeal } from '../../../../src/core/vault/run-cipher.ts';
import { choices, Dice, randomDefinition, randomMove } from '../support/random-run.ts';
import { RunBench } from '../support/run-bench.ts';

/** Every name is one of something sensitive. */
class Everything extends Set<string> {
  override has(): boolean {
    return true;
  }

  override get size(): number {
    return 1;
  }
}

const all = new Everything();
const everything: SensitiveParts = { inputs: all, vars: all, yields: all, requests: all, cards: all, approvals: all, items: all, transitions: all, nodes: all, outputs: all };
const sensitivity = new Map([['', everything], ['helper', everything]]);
const seal = runSeal(new Uint8Array(32).fill(7));

function folded(rows: readonly RunEvent[], by: Concealer): RunState | undefined {
  return rows.reduce<RunState | undefined>((state, row) => evolve(state, { ...row, payload: rowConcealed(row, { sensitivity, by }) }), undefined);
}

describe('sealed rows', () => {
  it('fold to the state of the open rows, sealed', () => {
    fc.assert(fc.property(choices(60), choices(120), (definition, moves) => {
      const dice = new Dice(moves);
      const bench = new RunBench(randomDefinition(new Dice(definition)), { attended: dice.may(50) }).start();
      for (let step = 0; step < 25 && bench.now.ended === undefined; step += 1) randomMove(bench, dice);
      const kept = folded(bench.rows, sealing(seal));

      expect(kept === undefined ? undefined : openedState(kept, seal)).toEqual(bench.state);
      expect(kept === undefined ? undefined : runStatus(kept).status).toBe(runStatus(bench.now).status);
      const shown = folded(bench.rows, masking);
      expect(shown === undefined ? undefined : activeVisits(shown)).toEqual(activeVisits(bench.now));
    }), { numRuns: 60 });
  });
});
