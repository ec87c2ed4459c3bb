import type { RunState } from '../../model/run-state.ts';
import { isArming } from '../wait-reasons.ts';

/** Nothing begins in a run that is paused, over, or as a whole before an incident, such as a fault of the engine itself. */
export function isHalted(state: RunState): boolean {
  if (state.pause !== undefined || state.ended !== undefined) return true;
  for (const id in state.incidents) if (state.incidents[id]?.visit === '') return true;
  return false;
}

/** Nothing goes on by itself: only a person, a program or a timer moves the run, and its row holds everything. */
export function isSettled(state: RunState | undefined): boolean {
  return state === undefined || isHalted(state) || (!state.continueDue && !isArming(state) && Object.keys(state.wanted).length === 0);
}
