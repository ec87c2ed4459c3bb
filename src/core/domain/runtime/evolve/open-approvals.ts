import type { RunState } from '../../model/run-state.ts';
import { without } from './wanted-effects.ts';

/** The state without one approval. */
export function withoutApproval(state: RunState, id: string): RunState {
  return state.approvals?.[id] === undefined ? state : withApprovals(state, without(state.approvals, id));
}

/** The state with these approvals open; where none is, it says nothing of them. */
export function withApprovals(state: RunState, approvals: NonNullable<RunState['approvals']>): RunState {
  if (Object.keys(approvals).length > 0) return { ...state, approvals };
  const { approvals: _, ...rest } = state;
  return rest;
}
