import { factOf } from '../model/run-facts.ts';
import { inputOf } from '../model/run-input.ts';
import type { FoldedEvent } from '../model/run-event.ts';
import type { RunState } from '../model/run-state.ts';
import { foldFact } from './evolve/fold-fact.ts';
import { foldInput, foldStart } from './evolve/fold-input.ts';
import { foldMark } from './evolve/fold-mark.ts';
import { foldDone } from './evolve/fold-done.ts';
import { foldVerdicts } from './evolve/fold-verdict.ts';

/**
 * The state after one more row. It only folds: it evaluates nothing, needs no definition, and a row that fits nowhere
 * changes nothing but the time. The first row of a run is its `start`.
 */
export function evolve(state: RunState | undefined, event: FoldedEvent): RunState {
  const input = inputOf(event);
  if (state === undefined) {
    if (input?.type !== 'start') throw new Error(`a run's first row is its start, not ${event.type}`);
    return foldStart(input, event.at);
  }
  const now = state.at === event.at ? state : { ...state, at: event.at };
  if (input !== undefined) return foldInput(now, input);
  const fact = factOf(event);
  if (fact !== undefined) return foldFact(foldVerdicts(foldDone(now, fact.payload.done ?? []), fact.payload.verdicts ?? []), fact);
  return foldMark(now, event);
}
