import { AppError } from '../model/errors.ts';

/** The one visit somebody means. None is `precondition_failed` with reason `stale`, and so are several, which it names. */
export function oneVisit(found: readonly string[], { what, meant }: { readonly what: string; readonly meant?: string }): string {
  const [visit, ...others] = found;
  if (visit === undefined) {
    const place = meant === undefined ? `at a place that has ${what}` : `at "${meant}"`;
    throw new AppError('precondition_failed', `The run is not ${place} now.`, { next: 'Look at the run to see where it is.', data: { reason: 'stale' } });
  }
  if (others.length === 0) return visit;
  throw new AppError('precondition_failed', `The run is at ${found.length} places where that could be meant.`, { next: `Name one: ${found.join(', ')}.`, data: { reason: 'ambiguous', visits: found } });
}
