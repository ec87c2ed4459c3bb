import { measures } from '../../model/budget.ts';
import type { JsonObject } from '../../model/json.ts';
import type { FactPayloads } from '../../model/run-facts.ts';
import { regionOf } from '../../model/region-path.ts';
import type { IncidentState } from '../../model/run-waits.ts';
import type { RunState } from '../../model/run-state.ts';
import { disarm, heldTimers, releaseTimers } from './held-timers.ts';
import { forgetRefusals } from './fold-verdict.ts';
import { clearVisit, closeBodies, setTimers } from './leave-visit.ts';
import { countVisit, editRegion, editVisit, enterVisit, findVisit } from './region-tree.ts';
import { editAct, heldEffect, keepOutput } from './wanted-effects.ts';

/** The state with a region stopped until a person answers; its deadlines wait with it. */
export function foldOpened(state: RunState, fact: FactPayloads['incident_opened']): RunState {
  const { done: _, continue: __, ...incident } = fact;
  const closed = closeBodies(state, fact.visit);
  const held = heldTimers(closed, fact.visit);
  const kept = { ...incident, openedAt: state.at, ...(held.length === 0 ? {} : { timers: held }) };
  const opened = { ...disarm(closed, held), incidents: { ...state.incidents, [fact.incident]: kept } };
  if (fact.visit === '') return { ...opened, incidentCount: state.incidentCount + 1 };
  return editVisit(opened, fact.visit, (visit) => ({ ...visit, incidents: visit.incidents + 1 }));
}

/** The state after a person's answer; what the answer sets going follows as facts of its own. */
export function foldClosed(state: RunState, fact: FactPayloads['incident_closed']): RunState {
  const incident = state.incidents[fact.incident];
  if (incident === undefined) return state;
  let next = releaseTimers(state, incident);
  if (fact.outcome !== undefined) next = keepOutput(next, fact.outcome.effect, fact.outcome.output);
  if (fact.retry !== undefined) next = askAgain(next, incident.visit, fact.retry);
  if (fact.raise !== undefined) next = raiseLimit(next, incident, fact.raise);
  if (fact.again === true) next = beginAgain(next, incident.visit, fact);
  // A person acted, so that everything may be examined anew.
  return setTimers(forgetRefusals(next, incident.visit), fact.timers);
}

function raiseLimit(state: RunState, incident: IncidentState, by: number): RunState {
  if (incident.code === 'budget') return raiseCap(state, incident.params, by);
  if (incident.params?.['limit'] === 'maxTransitions') return { ...state, extraTransitions: state.extraTransitions + by };
  return editVisit(state, incident.visit, (visit) => (visit.loop === undefined ? visit : { ...visit, cancelled: false, loop: { ...visit.loop, extra: visit.loop.extra + by } }));
}

/** The run's own cap goes further from now on; a refusal that names no measure is of a time when none did. */
function raiseCap(state: RunState, params: IncidentState['params'], by: number): RunState {
  const measure = measures.find((name) => name === params?.['measure']);
  const cap = params?.['cap'];
  if (measure === undefined || typeof cap !== 'string') return state;
  const before = state.raised?.[cap];
  return { ...state, raised: { ...state.raised, [cap]: { ...before, [measure]: (before?.[measure] ?? 0) + by } } };
}

function askAgain(state: RunState, at: string, retry: { readonly effect: string; readonly request?: JsonObject }): RunState {
  return editVisit(state, at, (visit) => {
    const held = heldEffect(visit, retry.effect);
    if (held === undefined) return visit;
    const changed = retry.request === undefined ? {} : { request: retry.request, generation: held.generation + 1 };
    return editAct(visit, held.action, (act) => ({ ...act, held: { ...act.held, [retry.effect]: { ...held, ...changed, again: true } } }));
  });
}

function beginAgain(state: RunState, left: string, { visit = left, pass }: FactPayloads['incident_closed']): RunState {
  const before = findVisit(state, left);
  const kept = { ...(before?.frozen === undefined ? {} : { frozen: before.frozen }), ...(pass === undefined || before?.loop === undefined ? {} : { done: before.done, loop: before.loop }) };
  const entered = editRegion(clearVisit(state, left), regionOf(visit), (region) => enterVisit(region, visit, state));
  // The same node begins anew with what people approved for it; a loop may go on from one pass.
  return countVisit(editVisit(entered, visit, (begun) => ({ ...begun, ...kept })), visit);
}
