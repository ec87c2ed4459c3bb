import { effectParts } from '../../model/effect-id.ts';
import { fieldDiff, type FieldDiff } from '../../model/field-diff.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { runThrough } from '../../model/run-through.ts';
import { canonicalJournal, canonicalLine, comparedRows } from './canonical-journal.ts';

/** A fact as two runs are compared by it. */
export interface PlacedFact {
  /** The row in its own journal. */
  readonly seq: number;
  readonly type: string;
  readonly payload: JsonObject;
}

/** The first fact in which two runs part: where it stands, and what each of them has there. */
export interface JournalDivergence {
  /** Visit path; empty for the run as a whole. */
  readonly place: string;
  readonly a?: PlacedFact;
  readonly b?: PlacedFact;
  readonly diff: readonly FieldDiff[];
}

export interface JournalComparison {
  readonly isEqual: boolean;
  readonly first?: JournalDivergence;
  /** Visit paths by how they compare. */
  readonly places: { readonly same: number; readonly changed: readonly string[]; readonly onlyA: readonly string[]; readonly onlyB: readonly string[] };
}

/** What counts as a difference between two facts at a place. */
export type FactDiff = (place: string, a: Json | undefined, b: Json | undefined) => readonly FieldDiff[];

/**
 * Two journals side by side, aligned by visit path, in their canonical form: what they did, not when or where. They are
 * equal where no fact differs; by default every difference counts.
 */
export function compareJournals(a: readonly RunEvent[], b: readonly RunEvent[], diffAt?: FactDiff): JournalComparison {
  return runThrough(compareSteps(a, b, diffAt));
}

/** As {@link compareJournals}, row by row and place by place. */
export function* compareSteps(a: readonly RunEvent[], b: readonly RunEvent[], diffAt?: FactDiff): Generator<void, JournalComparison, void> {
  const left = yield* byPlace(a);
  const right = yield* byPlace(b);
  const same: string[] = [];
  const changed: JournalDivergence[] = [];
  for (const [place, facts] of left) {
    yield;
    const other = right.get(place);
    if (other === undefined) continue;
    const divergence = firstDifference({ place, a: facts, b: other }, diffAt ?? exactly);
    if (divergence === undefined) same.push(place);
    else changed.push(divergence);
  }
  const onlyA = [...left.keys()].filter((place) => !right.has(place));
  const onlyB = [...right.keys()].filter((place) => !left.has(place));
  const alone = [...onlyA.map((place) => aloneAt(place, { a: left.get(place)?.[0] })), ...onlyB.map((place) => aloneAt(place, { b: right.get(place)?.[0] }))];
  const [first] = [...changed, ...alone].toSorted((one, two) => seqOf(one) - seqOf(two));
  return {
    isEqual: diffAt === undefined ? yield* areCanonicallyEqual(a, b) : first === undefined,
    ...(first === undefined ? {} : { first }),
    places: { same: same.length, changed: changed.map(({ place }) => place), onlyA, onlyB },
  };
}

/** Line by line, which ends with the first that differs. */
function* areCanonicallyEqual(a: readonly RunEvent[], b: readonly RunEvent[]): Generator<void, boolean, void> {
  const left = comparedRows(a);
  yield;
  const right = comparedRows(b);
  if (left.length !== right.length) return false;
  for (const [at, row] of left.entries()) {
    const other = right[at];
    if (other === undefined || canonicalLine(row) !== canonicalLine(other)) return false;
    yield;
  }
  return true;
}

/** Facts in the order of the rows, under the place they are about. */
function* byPlace(rows: readonly RunEvent[]): Generator<void, ReadonlyMap<string, readonly PlacedFact[]>, void> {
  const places = new Map<string, PlacedFact[]>();
  for (const row of rows) {
    yield;
    // What finished actions wrote rides on the row and is a fact of its own.
    for (const line of canonicalJournal([row])) {
      const { type, payload } = JSON.parse(line) as { readonly type: string; readonly payload: Json };
      if (!isJsonObject(payload)) continue;
      const place = placeOfRow(payload);
      const fact: PlacedFact = { seq: row.seq, type, payload };
      const known = places.get(place);
      if (known === undefined) places.set(place, [fact]);
      else known.push(fact);
    }
  }
  return places;
}

function placeOfRow(payload: JsonObject): string {
  const { visit, effect, region, action } = payload;
  if (typeof effect === 'string') return effectParts(effect)?.visit ?? effect;
  if (typeof visit === 'string') return visit;
  if (typeof region === 'string') return region;
  return typeof action === 'string' ? action.slice(0, Math.max(0, action.lastIndexOf('/'))) : '';
}

const exactly: FactDiff = (_place, a, b) => fieldDiff(a, b);

interface Facts {
  readonly place: string;
  readonly a: readonly PlacedFact[];
  readonly b: readonly PlacedFact[];
}

function firstDifference({ place, a, b }: Facts, diffAt: FactDiff): JournalDivergence | undefined {
  for (let at = 0; at < Math.max(a.length, b.length); at += 1) {
    const [left, right] = [a[at], b[at]];
    const diff = diffAt(place, left && { type: left.type, ...left.payload }, right && { type: right.type, ...right.payload });
    if (diff.length > 0) return { place, ...(left === undefined ? {} : { a: left }), ...(right === undefined ? {} : { b: right }), diff: left === undefined || right === undefined ? [] : diff };
  }
  return undefined;
}

function aloneAt(place: string, { a, b }: { readonly a?: PlacedFact | undefined; readonly b?: PlacedFact | undefined }): JournalDivergence {
  return { place, ...(a === undefined ? {} : { a }), ...(b === undefined ? {} : { b }), diff: [] };
}

function seqOf({ a, b }: JournalDivergence): number {
  return Math.min(a?.seq ?? Number.POSITIVE_INFINITY, b?.seq ?? Number.POSITIVE_INFINITY);
}
