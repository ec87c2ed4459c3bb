import { ownId } from '../../model/effect-id.ts';
import { own } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import { isWithin, regionOf, visitId } from '../../model/region-path.ts';
import type { FactPayloads, TimerSet } from '../../model/run-facts.ts';
import type { LeavingState, RunState, VisitState } from '../../model/run-state.ts';
import { nodeAt, timeoutAt, transitionAt } from '../compile/definition-at.ts';
import { passesName } from '../evolve/fold-done.ts';
import { findRegion, findVisit } from '../evolve/region-tree.ts';
import { mayEnter } from './loop-guard.ts';
import type { Turn } from './turn.ts';

/**
 * Takes the chosen transition: at once, or after the exit actions, which run from the state `leaving`. A paused run only
 * notes what was chosen.
 */
export function leave(turn: Turn, left: VisitState, chosen: LeavingState): void {
  const visit = countNoPass(turn, left);
  const hasExit = (nodeAt(turn.workflow, visit.id)?.exit.length ?? 0) > 0;
  if (hasExit || turn.isPaused) turn.emit('transition_chosen', { visit: visit.id, ...chosen });
  else commitTransition(turn, visit, chosen);
}

/** A loop that is left without a pass counts none, whatever an earlier visit of it counted. Gives the visit as it is then. */
export function countNoPass(turn: Turn, visit: VisitState): VisitState {
  if (visit.loop !== undefined || nodeAt(turn.workflow, visit.id)?.kind.loopTimeoutMs === undefined || visit.done.includes(passesName)) return visit;
  turn.finish({ action: `${visit.id}/${passesName}`, output: 0 });
  return findVisit(turn.state, visit.id) ?? visit;
}

/** Enters the node the transition leads to, unless a limit stands before it. */
export function commitTransition(turn: Turn, visit: VisitState, chosen: LeavingState): void {
  const transition = transitionAt(turn.workflow, visit.id, chosen.transition);
  if (transition === undefined) return;
  const { to } = transition;
  if (!mayEnter(turn, visit, to)) {
    if (visit.leaving === undefined) turn.emit('transition_chosen', { visit: visit.id, ...chosen });
    return;
  }
  const path = regionOf(visit.id);
  const entered = visitId(path, to, (own(findRegion(turn.state, path)?.visits, to) ?? 0) + 1);
  const { error, read } = chosen;
  const timers = timersOnEntry(turn, entered);
  const besides = read === undefined && error === undefined && timers === undefined ? undefined : present({ read, error, timers });
  turn.emit('transition_committed', { transition: chosen.transition, trigger: chosen.trigger, from: visit.id, visit: entered, ...besides });
}

/** The deadline of a node, from the moment it is entered. */
export function timersOnEntry(turn: Turn, visit: string): readonly TimerSet[] | undefined {
  const timeoutMs = timeoutAt(turn.workflow, visit);
  return timeoutMs === undefined ? undefined : [{ id: ownId(visit, 'timer', 'timeout'), dueAt: turn.at + timeoutMs }];
}

/** Ends what stands inside a visit, if anything does. Gives the visit as it is then. */
export function cancelInside(turn: Turn, visit: VisitState, reason: FactPayloads['region_cancelled']['reason']): VisitState {
  if (!hasInside(turn.state, visit)) return visit;
  turn.emit('region_cancelled', { visit: visit.id, reason });
  return findVisit(turn.state, visit.id) ?? visit;
}

function hasInside({ wanted, cards }: RunState, visit: VisitState): boolean {
  const isInside = (held: { readonly visit: string }): boolean => isWithin(held.visit, visit.id);
  return visit.bodies.length > 0 || Object.values(wanted).some(isInside) || Object.values(cards).some(isInside);
}
