import { isLong } from '../../long.ts';

/**
 * How many of the cases are tried: all of them with `AIWM_LONG=1`, a hundredth otherwise, and the share `AIWM_FUZZ_SHARE`
 * says (`0.1`) where somebody takes the long way in slices; each slice meets other cases.
 */
const asked = Number(process.env['AIWM_FUZZ_SHARE'] ?? (isLong ? 1 : 0.01));
if (!(asked > 0 && asked <= 1)) throw new RangeError('AIWM_FUZZ_SHARE is a share, such as 0.1.');

export function casesOf(all: number): number {
  return Math.ceil(all * asked);
}

/** How long one file may take: all of its cases on a machine that does little else. */
export const longestMs = 4 * 60 * 60_000;
