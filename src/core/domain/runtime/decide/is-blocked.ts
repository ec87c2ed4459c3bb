import type { RunState } from '../../model/run-state.ts';

/** Whether a person has to answer something before the visit, or the run as a whole, goes on. */
export function isBlocked(state: RunState, visit: string): boolean {
  for (const id in state.incidents) {
    const at = state.incidents[id]?.visit;
    if (at === visit || at === '') return true;
  }
  return false;
}
