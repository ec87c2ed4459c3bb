import { compareLists } from '../../../../core/domain/model/compare-lines.ts';
import { fieldDiff } from '../../../../core/domain/model/field-diff.ts';
import { incidentalFields } from '../../../../core/domain/model/incidental-fields.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { timelineFact, visitOf } from '../../../../core/domain/model/timeline-fact.ts';
import type { RunLine } from '../../../../core/domain/operations/runs.ts';

/** What two runs did at one moment of their ways; a side that did nothing like it is absent. */
export interface AlignedRow {
  readonly left?: RunLine;
  readonly right?: RunLine;
  readonly differs: boolean;
}

/** Rows that only say how a run was carried out: who looked after it and when. */
const carriedOut: ReadonlySet<string> = new Set(['host', 'tick', 'timer']);

/** Two journals beside each other: rows of one place and one kind stand in one line, whenever they were written. */
export function alignJournals(left: readonly RunLine[], right: readonly RunLine[]): readonly AlignedRow[] {
  const [a, b] = [left.filter(isShown), right.filter(isShown)];
  const rows: AlignedRow[] = [];
  let [at, other] = [0, 0];
  const beside = (until: number): void => {
    for (; at < until; at += 1, other += 1) rows.push(pair(a[at], b[other]));
  };
  for (const block of compareLists(a.map(keyOf), b.map(keyOf))) {
    beside(block.from);
    for (; at < block.until; at += 1) rows.push(pair(a[at], undefined));
    for (; other < block.otherUntil; other += 1) rows.push(pair(undefined, b[other]));
  }
  beside(a.length);
  return rows;
}

function isShown({ type, seq }: RunLine): boolean {
  return seq !== undefined && !carriedOut.has(type);
}

/** What makes two rows the same moment: their place, their type and the work they are about. */
function keyOf(line: RunLine): string {
  const fact = timelineFact(line);
  return JSON.stringify([fact.type, visitOf(fact), fact.action, fact.what, fact.attempt]);
}

function pair(left: RunLine | undefined, right: RunLine | undefined): AlignedRow {
  const differs = left === undefined || right === undefined || rowDiff(left, right).length > 0;
  return { ...(left === undefined ? {} : { left }), ...(right === undefined ? {} : { right }), differs };
}

/** Where two rows of one moment differ in what they say, not in when and by whom it was done. */
export function rowDiff(left: RunLine, right: RunLine): ReturnType<typeof fieldDiff> {
  return fieldDiff(told(left.payload), told(right.payload));
}

function told(payload: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(payload).filter(([field]) => !incidentalFields.has(field)));
}
