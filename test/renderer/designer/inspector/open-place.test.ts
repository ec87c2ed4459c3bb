import { describe, expect, it } from 'vitest';
import { placeAfterShift, placeAfterTake } from '../../../../src/renderer/designer/inspector/rows/open-place.ts';

const letters = [...'abcd'];

describe('the place of an open row', () => {
  it('is where the row lies after any row was moved', () => {
    for (const from of letters.keys()) {
      for (const to of letters.keys()) {
        const moved = letters.toSpliced(from, 1).toSpliced(to, 0, ...letters.slice(from, from + 1));
        expect(letters.map((letter, place) => moved[placeAfterShift(place, from, to)] === letter)).toEqual([true, true, true, true]);
      }
    }
  });

  it('is where the row lies after any row was taken out, and nowhere once it was itself', () => {
    for (const taken of letters.keys()) {
      const left = letters.toSpliced(taken, 1);
      const places = letters.map((_, place) => placeAfterTake(place, taken));
      expect(places.map((place) => (place === undefined ? undefined : left[place]))).toEqual(letters.map((letter, place) => (place === taken ? undefined : letter)));
    }
  });
});
