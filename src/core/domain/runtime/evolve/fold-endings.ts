import type { FactPayloads } from '../../model/run-facts.ts';
import type { EndState, RunState, VisitState } from '../../model/run-state.ts';
import { withoutAsking } from './fold-verdict.ts';
import { clearVisit } from './leave-visit.ts';
import { editVisit } from './region-tree.ts';
import { keepOnly } from './wanted-effects.ts';

/** The state with a visit emptied: bodies, effects, timers, cards and incidents are gone, and no exit action runs. */
export function foldCancelled(state: RunState, fact: FactPayloads['region_cancelled']): RunState {
  const cleared = clearVisit(state, fact.visit);
  // Bodies nobody waits for any more: the visit itself goes on.
  if (fact.reason === 'joined') return editVisit(cleared, fact.visit, (visit) => ({ ...visit, bodies: [] }));
  return editVisit(cleared, fact.visit, (visit) => emptied(visit, fact.reason));
}

/** What people approved stays approved where the visit is emptied to go on: for its own actions, and for the way it is left by. */
function emptied(visit: VisitState, reason: FactPayloads['region_cancelled']['reason']): VisitState {
  const { act: _, leaving, waits: ___, ...rest } = withoutAsking(visit);
  const frozen = leaving === undefined ? visit.frozen : undefined;
  const approved = reason === 'operator' || reason === 'error' ? keepOnly(visit.candidates ?? {}, (candidate) => candidate.frozen !== undefined && candidate.asks === undefined) : {};
  return { ...rest, ...(frozen === undefined ? {} : { frozen }), ...(Object.keys(approved).length === 0 ? {} : { candidates: approved }), bodies: [], cancelled: true };
}

/** The state of a run that is over: nothing is active, wanted or waited for. What it wrote stays readable. */
export function foldEnded(state: RunState, fact: FactPayloads['run_ended']): RunState {
  const { pause: _, approvals: _approvals, arming: _arming, inbox: _inbox, looking: _looking, ...rest } = state;
  const { active: __, ...root } = state.root;
  const ended: EndState = {
    status: fact.status,
    at: state.at,
    ...(fact.outcome === undefined ? {} : { outcome: fact.outcome }),
    ...(fact.outputs === undefined ? {} : { outputs: fact.outputs }),
    ...(fact.error === undefined ? {} : { error: fact.error }),
  };
  return { ...rest, root, wanted: {}, timers: {}, cards: {}, incidents: {}, continueDue: false, ended };
}
