import { AppError } from '../model/errors.ts';
import { instantMs } from '../model/instant.ts';

const units: { readonly [unit: string]: number } = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Epoch milliseconds of an instant, a day from its beginning in UTC, or how long ago: `15m`, `2h`, `3d`. */
export function momentOf(field: string, text: string, now: number): number {
  const [, count, unit = ''] = /^(\d{1,6})([smhd])$/u.exec(text) ?? [];
  if (count !== undefined) return now - Number(count) * (units[unit] ?? 0);
  const ms = instantMs(/^\d{4}-\d{2}-\d{2}$/u.test(text) ? `${text}T00:00:00Z` : text);
  if (ms !== undefined) return ms;
  throw new AppError('input_invalid', `"${text}" in "${field}" is no instant, no day and no time ago.`, {
    next: 'Give an instant such as 2026-11-22T08:00:00Z, a day such as 2026-11-22, or how long ago, such as 15m, 2h or 3d.',
    data: { field },
  });
}
