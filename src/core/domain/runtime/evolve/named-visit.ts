import type { RunState, VisitState } from '../../model/run-state.ts';
import { visitsOf } from './region-tree.ts';

/** The visits a command may mean: the one of this id, else every active one of the node of this id. */
export function namedVisits(state: RunState, name: string): readonly VisitState[] {
  const visits = visitsOf(state.root);
  const exact = visits.find((visit) => visit.id === name);
  return exact === undefined ? visits.filter((visit) => visit.node === name) : [exact];
}

/** The one visit a command means; undefined when it means none, or several. */
export function namedVisit(state: RunState, name: string): VisitState | undefined {
  const visits = namedVisits(state, name);
  return visits.length === 1 ? visits[0] : undefined;
}
