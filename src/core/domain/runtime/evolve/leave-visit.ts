import type { TimerSet } from '../../model/run-facts.ts';
import { isWithin, regionOf } from '../../model/region-path.ts';
import type { RunState } from '../../model/run-state.ts';
import type { TimerState } from '../../model/run-waits.ts';
import { editScope } from './edit-scope.ts';
import { editVisit, findVisit } from './region-tree.ts';
import { keepOnly } from './wanted-effects.ts';

/** The state without what a visit and its bodies wanted, waited for or asked; the visit itself stays. */
export function clearVisit(state: RunState, visit: string): RunState {
  const isOutside = (held: { readonly visit: string }): boolean => !isWithin(held.visit, visit);
  const wanted = keepOnly(state.wanted, isOutside);
  const timers = keepOnly(state.timers, isOutside);
  const cards = keepOnly(state.cards, isOutside);
  const incidents = keepOnly(state.incidents, isOutside);
  const isSame = wanted === state.wanted && timers === state.timers && cards === state.cards && incidents === state.incidents;
  if (isSame && state.approvals === undefined && state.arming === undefined) return state;
  return {
    ...state,
    wanted,
    timers,
    cards,
    incidents,
    ...(state.approvals === undefined ? {} : { approvals: keepOnly(state.approvals, isOutside) }),
    ...(state.arming === undefined ? {} : { arming: keepOnly(state.arming, isOutside) }),
  };
}

/**
 * The state after a container's body came to its end. A container acts for itself only then, so that its next fact says
 * it: nothing else has to.
 */
export function closeBodies(state: RunState, visit: string): RunState {
  const container = findVisit(state, visit);
  if (container === undefined || container.bodies.length === 0) return state;
  const closed = editVisit(state, visit, (closing) => ({ ...closing, bodies: [] }));
  if (container.spread !== undefined) return closed;
  const count = (container.loop?.pass ?? -1) + 1;
  return editScope(closed, visit, (scope) => ({ ...scope, loops: { ...scope.loops, [container.node]: { ...scope.loops[container.node], count } } }));
}

/** The state with more deadlines; one that is set again is moved. */
export function setTimers(state: RunState, timers: readonly TimerSet[] | undefined): RunState {
  if (timers === undefined) return state;
  const set: { [id: string]: TimerState } = { ...state.timers };
  for (const timer of timers) set[timer.id] = { ...timer, visit: regionOf(timer.id) };
  return { ...state, timers: set };
}
