import type { TimelineRows } from '../timeline/timeline-rows.ts';

export interface Way {
  /** Places of the run's own map in the order they were entered. */
  readonly places: readonly string[];
  /** So many came after them. */
  readonly more: number;
}

const entries: ReadonlySet<string> = new Set(['run_started', 'transition_committed']);

/** The way a run took through its own map; what bodies and called workflows did on it is theirs. */
export function wayOfRun(rows: TimelineRows, most: number): Way {
  const places: string[] = [];
  let more = 0;
  for (let seq = 1; seq <= rows.length; seq += 1) {
    const visit = rows.visit[seq - 1] ?? 0;
    if (visit === 0 || rows.regionOf(visit) !== 0 || !entries.has(rows.typeOf(seq))) continue;
    if (places.length < most) places.push(rows.placeAt(seq));
    else more += 1;
  }
  return { places, more };
}

/** How many rows of some types there are. */
export function rowsOfTypes(rows: TimelineRows, types: readonly string[]): number {
  const wanted = new Set(types.map((type) => rows.numberOfType(type)));
  return rows.type.reduce((count, type) => count + (wanted.has(type) ? 1 : 0), 0);
}
