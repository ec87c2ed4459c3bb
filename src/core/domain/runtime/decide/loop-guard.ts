import { own } from '../../model/own.ts';
import type { VisitState } from '../../model/run-state.ts';
import { regionOf } from '../../model/region-path.ts';
import { findRegion } from '../evolve/region-tree.ts';
import { openIncident } from './incidents.ts';
import type { Turn } from './turn.ts';

/** Visits of one node in one region instance that need no input from outside between them. */
export const guardVisits = 100;

/**
 * Whether the run may enter `target` from the visit. Where it may not, it has used up its transitions or goes round in
 * a circle nobody can stop, and an incident is open.
 */
export function mayEnter(turn: Turn, visit: VisitState, target: string): boolean {
  const { state, workflow } = turn;
  const most = workflow.maxTransitions + state.extraTransitions;
  if (state.transitions >= most) {
    openIncident(turn, { code: 'limit_reached', visit: visit.id, params: { limit: 'maxTransitions', value: most } });
    return false;
  }
  const recent = findRegion(state, regionOf(visit.id))?.recent;
  const visits = recent?.since === state.outside ? (own(recent.visits, target) ?? 0) : 0;
  if (visits >= guardVisits) {
    openIncident(turn, { code: 'loop_guard', visit: visit.id, params: { node: target, visits } });
    return false;
  }
  return true;
}
