import type { RunState } from '../../model/run-state.ts';
import type { RunRow } from '../../ports/workflow-run-repository.ts';
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

/** A rest between passes of a loop ends by itself, and so does a short wait; nobody stays for a long one. */
export function endsSoon({ status, reasons }: Pick<RunRow, 'status' | 'reasons'>, now: number): boolean {
  if (reasons.some(({ code, visit }) => code === 'incident' && visit === undefined)) return false;
  return status === 'waiting' && reasons.some(({ code, dueAt }) => code === 'timer' || (code === 'wait' && (dueAt ?? now) - now <= shortWaitMs));
}

const shortWaitMs = 60_000;
