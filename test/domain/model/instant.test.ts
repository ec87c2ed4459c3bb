import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toInstant } from '../../../src/core/domain/model/instant.ts';

it('writes instants as dates do, from one day to the next and back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -62_198_755_200_000, max: 253_402_300_800_000 }), { minLength: 1 }), (times) => {
      for (const ms of [...times, 0, -1, 86_399_999, 86_400_000, 8.64e15, -8.64e15]) expect(toInstant(ms)).toBe(new Date(ms).toISOString());
    }),
  );
});

it('refuses what is no time', () => {
  for (const ms of [Number.NaN, Number.POSITIVE_INFINITY, 8.65e15]) expect(() => toInstant(ms)).toThrow(RangeError);
});
