import type { RunSummary } from '../../../../core/domain/operations/shapes.ts';

/** The runs that are chosen, as they were when they were chosen: they stay so while they are out of sight. */
export type Chosen = ReadonlyMap<string, RunSummary>;

export const none: Chosen = new Map();

/** So many at most are acted upon together. */
export const mostChosen = 500;

export function turned(chosen: Chosen, run: RunSummary): Chosen {
  const next = new Map(chosen);
  if (!next.delete(run.id) && next.size < mostChosen) next.set(run.id, run);
  return next;
}

export function withAll(chosen: Chosen, runs: readonly RunSummary[]): Chosen {
  const next = new Map(chosen);
  for (const run of runs) if (next.size < mostChosen) next.set(run.id, run);
  return next;
}
