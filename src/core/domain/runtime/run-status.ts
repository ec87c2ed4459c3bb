import type { IncidentCode, RunStatus, WaitReason } from '../model/run.ts';
import type { TimerState } from '../model/run-waits.ts';
import type { RegionState, RunState, VisitState, WantedEffect } from '../model/run-state.ts';
import { placeOf } from '../model/region-path.ts';
import { askedReasons } from './asked-reasons.ts';
import { isBlocked } from './decide/is-blocked.ts';
import { visitsOf } from './evolve/region-tree.ts';
import { isArming, waitReasons } from './wait-reasons.ts';

/** What only the executor knows: effects that are under way now, and whether any effect of the run ever was. */
export interface InFlight {
  readonly inFlight: number;
  readonly everClaimed: boolean;
}

/** A run's status and what it waits for. It is derived each time and never kept by hand. */
export function runStatus(state: RunState, executor?: InFlight): { readonly status: RunStatus; readonly reasons: readonly WaitReason[] } {
  if (state.ended !== undefined) return { status: state.ended.status, reasons: [] };
  const { inFlight, everClaimed } = executor ?? { inFlight: Object.values(state.wanted).filter((effect) => effect.started).length, everClaimed: true };
  if (state.pause !== undefined) return { status: inFlight > 0 ? 'pausing' : 'paused', reasons: [{ code: 'paused' }, ...reasonsOf(state)] };
  // Before an incident of the run as a whole nothing goes on, whatever is wanted.
  if (isBlocked(state, '')) return { status: 'waiting', reasons: reasonsOf(state) };
  const isWorking = state.continueDue || holdsAny(state.wanted) || isArming(state);
  if (isWorking) return { status: everClaimed ? 'running' : 'queued', reasons: reasonsOf(state) };
  return { status: 'waiting', reasons: reasonsOf(state) };
}

function holdsAny(record: { readonly [name: string]: unknown }): boolean {
  for (const _ in record) return true;
  return false;
}

function reasonsOf(state: RunState): readonly WaitReason[] {
  const effects: WaitReason[] = [];
  for (const id in state.wanted) {
    const effect = state.wanted[id];
    if (effect !== undefined) effects.push(effectReason(effect, state.at));
  }
  // Most runs work, and nothing else holds them.
  const isPlain = !holdsAny(state.cards) && !holdsAny(state.incidents) && !holdsAny(state.timers) && state.approvals === undefined && isWorkingOn(state.root);
  return isPlain ? effects : allReasons(state, effects);
}

/** One visit that acts, with nothing inside it and nobody asked. */
function isWorkingOn({ active }: RegionState): boolean {
  return active === undefined || (active.bodies.length === 0 && active.waits === undefined && active.idle === undefined && active.candidates === undefined);
}

function effectReason({ visit, action: detail, notBefore }: WantedEffect, now: number): WaitReason {
  const nodeId = placeOf(visit);
  return notBefore !== undefined && notBefore > now ? { code: 'retry', visit, nodeId, detail, dueAt: notBefore } : { code: 'effect', visit, nodeId, detail };
}

function allReasons(state: RunState, effects: readonly WaitReason[]): readonly WaitReason[] {
  const cards = Object.values(state.cards).map((card): WaitReason => ({
    code: 'card',
    visit: card.visit,
    nodeId: placeOf(card.visit),
    detail: card.title,
    ...(card.expiresAt === undefined ? {} : { dueAt: card.expiresAt }),
  }));
  const incidents = Object.values(state.incidents).map((incident): WaitReason => ({
    code: 'incident',
    ...(incident.visit === '' ? {} : { visit: incident.visit, nodeId: placeOf(incident.visit) }),
    detail: incident.code satisfies IncidentCode,
    incident: incident.incident,
  }));
  const throttles = Object.values(state.timers).filter(isThrottle).map((timer): WaitReason => ({ code: 'timer', visit: timer.visit, nodeId: placeOf(timer.visit), dueAt: timer.dueAt }));
  return [...incidents, ...cards, ...effects, ...throttles, ...waitReasons(state), ...askedReasons(state)];
}

function isThrottle(timer: TimerState): boolean {
  return timer.id.endsWith('/@timer.pass');
}

/** The nodes of {@link activeVisits}. */
export function activeNodes({ root }: RunState): readonly string[] {
  return visitsOf(root).map(({ id }) => placeOf(id));
}

/** A visit that has not ended, and what it is about. */
export interface ActiveVisit {
  readonly visit: string;
  readonly nodeId: string;
  readonly phase: 'acting' | 'idle' | 'validating' | 'leaving' | 'incident';
}

/** Every active visit, containers before what stands inside them. */
export function activeVisits(state: RunState): readonly ActiveVisit[] {
  return visitsOf(state.root).map((visit) => ({ visit: visit.id, nodeId: placeOf(visit.id), phase: phaseOf(state, visit) }));
}

function phaseOf(state: RunState, visit: VisitState): ActiveVisit['phase'] {
  if (Object.values(state.incidents).some((incident) => incident.visit === visit.id)) return 'incident';
  if (visit.leaving !== undefined) return 'leaving';
  if (Object.values(visit.candidates ?? {}).some(({ asks }) => asks !== undefined)) return 'validating';
  return state.cards[visit.id] === undefined && visit.waits === undefined && visit.idle === undefined ? 'acting' : 'idle';
}

/** The deadlines that are running: none while the run is paused or over, none an incident stands before. */
export function armedTimers(state: RunState): readonly TimerState[] {
  return state.pause === undefined && state.ended === undefined ? Object.values(state.timers).filter((timer) => !isBlocked(state, timer.visit)) : [];
}
