import { AppError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';

/** What a run takes at once, whether it is told it or an effect brings it. */
export const mostBytesAtOnce = 16 * 1024 * 1024;

/** Refuses an outcome that would swell the journal, without writing it out first: that alone would hold up every run. */
export function demandOutcomeSize(effect: string, output: Json): void {
  const most = mostBytesAtOnce;
  if (isWithin(output, most)) return;
  throw new AppError('input_invalid', `the outcome of effect '${effect}' is larger than ${most} bytes; a run takes no more from one effect`, {
    next: 'Ask for less in one call, or have large data written to a file and answer where it is. Then retry the action, or give its outcome by hand.',
    data: { reason: 'outcome_too_large', effect, most },
  });
}

/** Whether the value as JSON has at most so many bytes, near enough: what is escaped or not ASCII counts as one each. */
function isWithin(value: Json, most: number): boolean {
  const left: Json[] = [value];
  for (let bytes = 0, next = left.pop(); next !== undefined; next = left.pop()) {
    bytes += ownBytes(next);
    if (bytes > most) return false;
    if (Array.isArray(next)) for (const item of next as readonly Json[]) left.push(item);
    else if (typeof next === 'object' && next !== null) for (const [name, field] of Object.entries(next)) { bytes += name.length + 4; left.push(field); }
  }
  return true;
}

function ownBytes(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  return typeof value === 'object' ? 4 : String(value).length + 1;
}
