import type { TimelineRows } from './timeline-rows.ts';

const entries: readonly string[] = ['run_started', 'pass_started', 'transition_committed'];

/** Rows by which a node is entered, as numbers of their types. */
function entryTypes(rows: TimelineRows): ReadonlySet<number> {
  return new Set(entries.map((type) => rows.numberOfType(type)));
}

/** One row on, within the journal. */
export function stepped(rows: Pick<TimelineRows, 'length'>, at: number, by: 1 | -1): number {
  return Math.min(rows.length, Math.max(1, at + by));
}

/** The next row, or the one before, in which a node is entered; the end of the journal where there is none. */
export function steppedByVisit(rows: TimelineRows, at: number, by: 1 | -1): number {
  const wanted = entryTypes(rows);
  let seq = at + by;
  while (seq > 1 && seq < rows.length && !wanted.has(rows.type[seq - 1] ?? 0)) seq += by;
  return Math.min(rows.length, Math.max(1, seq));
}

/** The last row that was written by then; 1 before the first. */
export function rowAt(rows: Pick<TimelineRows, 'at' | 'length'>, time: number): number {
  let [low, high] = [1, Math.max(1, rows.length)];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((rows.at[middle - 1] ?? 0) <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** How often each place was entered and each transition of the run's own map taken, up to a row. */
export function wayUpTo(rows: TimelineRows, at: number): { readonly visited: Readonly<Record<string, number>>; readonly taken: ReadonlyMap<string, number> } {
  const wanted = entryTypes(rows);
  const committed = rows.numberOfType('transition_committed');
  const visited: Record<string, number> = {};
  const taken = new Map<string, number>();
  for (let index = 0; index < Math.min(at, rows.length); index += 1) {
    const type = rows.type[index] ?? 0;
    if (!wanted.has(type)) continue;
    const place = rows.places[rows.visit[index] ?? 0] ?? '';
    visited[place] = (visited[place] ?? 0) + 1;
    // What a called workflow did is not on this map: its places stand under its slug.
    const transition = rows.words[rows.what[index] ?? 0] ?? '';
    if (type === committed && !place.includes('/')) taken.set(transition, (taken.get(transition) ?? 0) + 1);
  }
  return { visited, taken };
}
