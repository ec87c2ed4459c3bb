import { present } from '../../model/present.ts';
import type { Looking, SignalMark } from '../../model/inbox-place.ts';
import type { SignalState } from '../../model/run-waits.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import { isBlocked } from './is-blocked.ts';
import { liveSignals } from '../evolve/fold-signals.ts';
import { findVisit, visitsOf } from '../evolve/region-tree.ts';

/** A look through the inbox under way: how far it is with which visit. */
export interface Look {
  readonly of: Looking;
  readonly visits: readonly string[];
  /** Where each visit begins. */
  readonly first: number;
  entries: readonly SignalState[];
  visit: number;
  entry: number;
}

/** One signal to be looked at for one visit. */
export interface Offer {
  readonly visit: string;
  readonly entry: SignalState;
}

export function beginLook({ root, inbox }: RunState, at: number, of: Looking): Look {
  const entries = liveSignals(inbox, at);
  const first = of.from === undefined ? 0 : placeOf(entries, of.from);
  return { of, visits: of.visit === undefined ? waitingAfter(visitsOf(root), of.after) : [of.visit], first, entries, visit: 0, entry: first };
}

function placeOf(entries: readonly SignalState[], { emitter, id, at }: SignalMark): number {
  const same = entries.findIndex((entry) => entry.emitter === emitter && entry.id === id);
  if (same !== -1) return same;
  const later = entries.findIndex((entry) => entry.at >= at);
  return later === -1 ? entries.length : later;
}

/** Once the visit is gone nobody can say what comes after it, and all are looked at. */
function waitingAfter(visits: readonly VisitState[], after: string | undefined): readonly string[] {
  return visits
    .slice(visits.findIndex(({ id }) => id === after) + 1)
    .filter(({ waits }) => waits?.signals !== undefined)
    .map(({ id }) => id);
}

/** The next signal to be looked at; undefined when the look is at its end. */
export function nextOffer(look: Look, state: RunState, isFor: (visit: VisitState, entry: SignalState) => boolean): Offer | undefined {
  for (; look.visit < look.visits.length; nextVisit(look)) {
    const visit = findVisit(state, look.visits[look.visit] ?? '');
    if (visit?.waits === undefined || isBlocked(state, visit.id)) continue;
    for (; look.entry < look.entries.length; look.entry += 1) {
      const entry = look.entries[look.entry];
      if (entry === undefined || !isFor(visit, entry)) continue;
      look.entry += 1;
      return { visit: visit.id, entry };
    }
  }
  return undefined;
}

/** The visit has taken the signal: nobody else may, and the visit needs no other. */
export function noteTaken(look: Look, taken: SignalState): void {
  look.entries = look.entries.filter((entry) => entry !== taken);
  nextVisit(look);
}

function nextVisit(look: Look): void {
  look.visit += 1;
  look.entry = look.first;
}

/** What of the look is still to come. */
export function restOf({ of, visits, visit, entries, entry }: Look): readonly Looking[] {
  const current = visits[visit];
  if (current === undefined) return [];
  const next = entries[entry];
  const here = next === undefined ? [] : [{ visit: current, from: { emitter: next.emitter, id: next.id, at: next.at } }];
  return of.visit === undefined ? [...here, present({ after: current, from: of.from })] : here;
}
