import type { HeldTimer, IncidentState, TimerState } from '../../model/run-waits.ts';
import type { RunState } from '../../model/run-state.ts';
import { findVisit } from './region-tree.ts';
import { keepOnly, without } from './wanted-effects.ts';

/** The deadlines an incident at this visit holds back: the visit's own, or all of them for the run as a whole. */
export function heldTimers(state: RunState, visit: string): readonly HeldTimer[] {
  return Object.values(state.timers)
    .filter((timer) => visit === '' || timer.visit === visit)
    .map((timer) => (timer.visit === visit && isLimit(timer.id) ? { ...timer, heldAt: ticking(state) } : timer));
}

/** The state without these deadlines. */
export function disarm(state: RunState, held: readonly HeldTimer[]): RunState {
  const ids = new Set(held.map((timer) => timer.id));
  return ids.size === 0 ? state : { ...state, timers: keepOnly(state.timers, (timer) => !ids.has(timer.id)) };
}

/**
 * The state without the incident, and with the deadlines it held back: in force again, or held by another incident that
 * still stands before them. Those of a visit that has been left meanwhile are over.
 */
export function releaseTimers(state: RunState, closed: IncidentState): RunState {
  let next: RunState = { ...state, incidents: without(state.incidents, closed.incident) };
  for (const held of closed.timers ?? []) {
    const visit = findVisit(next, held.visit);
    if (held.visit !== '' && (visit === undefined || visit.cancelled || visit.leaving !== undefined)) continue;
    const timer = released(held, state);
    const other = Object.values(next.incidents).find((incident) => incident.visit === '' || incident.visit === timer.visit);
    if (other === undefined) next = { ...next, timers: { ...next.timers, [timer.id]: timer } };
    else next = { ...next, incidents: { ...next.incidents, [other.incident]: { ...other, timers: [...(other.timers ?? []), timer] } } };
  }
  return next;
}

/** The limits of time of what the incident stands at keep what remained of them; every other moment stays where it is. */
export function released({ heldAt, ...timer }: HeldTimer, state: RunState): TimerState {
  return heldAt === undefined ? timer : { ...timer, dueAt: timer.dueAt + ticking(state) - heldAt };
}

/** The incident with the moments it holds back moved, as a pause moves those in force. */
export function moveHeld(incident: IncidentState, by: number): IncidentState {
  if (incident.timers === undefined) return incident;
  return { ...incident, timers: incident.timers.map((timer) => (timer.heldAt !== undefined || timer.fixed === true ? timer : { ...timer, dueAt: timer.dueAt + by })) };
}

function isLimit(id: string): boolean {
  return id.endsWith('@timer.timeout') || id.endsWith('@timer.loop');
}

/** The time deadlines are counted by: it stands still while the run is paused, and resume makes up for that. */
function ticking(state: RunState): number {
  return state.pause?.at ?? state.at;
}
