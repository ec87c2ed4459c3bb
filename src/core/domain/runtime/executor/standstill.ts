import type { RunState } from '../../model/run-state.ts';

/** Nothing begins in a run that is paused, over, or as a whole before an incident, such as a fault of the engine itself. */
export function isHalted(state: RunState): boolean {
  return state.pause !== undefined || state.ended !== undefined || Object.values(state.incidents).some((incident) => incident.visit === '');
}

/** Nothing goes on by itself: only something from outside moves the run. */
export function isSettled(state: RunState | undefined): boolean {
  return state === undefined || isHalted(state) || (!state.continueDue && Object.keys(state.wanted).length === 0);
}
