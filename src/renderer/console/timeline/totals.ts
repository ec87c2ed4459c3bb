import type { TimelineRows } from './timeline-rows.ts';

/** What one place, or the whole run, took. */
export interface Total {
  readonly visits: number;
  readonly calls: number;
  /** Second and later attempts. */
  readonly retries: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Millionths of a US dollar. */
  readonly micros: number;
}

type Counted = { -readonly [Name in keyof Total]: Total[Name] };

const nothing: Total = { visits: 0, calls: 0, retries: 0, inputTokens: 0, outputTokens: 0, micros: 0 };

/** What was used up to a row: of the run, and of each place in the order it was first reached. */
export function totalsUpTo(rows: TimelineRows, at: number): { readonly run: Total; readonly places: ReadonlyMap<string, Total> } {
  const run: Counted = { ...nothing };
  const places = new Map<string, Counted>();
  const seen = new Set<number>();
  const [scheduled, end] = [rows.numberOfType('effect_scheduled'), Math.min(at, rows.length)];
  for (let index = 0; index < end; index += 1) {
    const visit = rows.visit[index] ?? 0;
    const place = rows.places[visit] ?? '';
    if (place === '') continue;
    const own = places.get(place) ?? { ...nothing };
    places.set(place, own);
    if (!seen.has(visit)) for (const total of [run, own]) total.visits += 1;
    seen.add(visit);
    if (rows.type[index] === scheduled && (rows.attempt[index] ?? 0) > 1) for (const total of [run, own]) total.retries += 1;
  }
  for (const [seq, spent] of rows.spent) {
    if (seq > end) continue;
    const own = places.get(rows.placeAt(seq));
    for (const total of own === undefined ? [run] : [run, own]) {
      total.calls += 1;
      total.inputTokens += spent.inputTokens;
      total.outputTokens += spent.outputTokens;
      total.micros += spent.micros;
    }
  }
  return { run, places };
}
