import type { RunState } from '../../model/run-state.ts';
import type { RunSeal } from '../../ports/run-keys.ts';
import { maskedFields, opened } from './sealed-value.ts';

/** How a run with sensitive values is kept: its key, and its state as the fold of its sealed rows. */
export interface SealedRun {
  readonly seal: RunSeal;
  /** Before the run's first row there is none. */
  readonly state: RunState | undefined;
}

/** The state as the engine sees it. */
export function openedState(state: RunState, seal: RunSeal): RunState {
  // Sealing keeps every name, and everything the engine itself goes by.
  return opened(state, seal) as RunState;
}

/** The state as doors show it. */
export function maskedState(state: RunState): RunState {
  return maskedFields(state);
}
