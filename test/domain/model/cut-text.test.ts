import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutText } from '../../../src/core/domain/model/cut-text.ts';

it('leaves a text that is short enough as it is, and cuts a longer one between two characters', () => {
  expect(cutText('as it is', 8)).toBe('as it is');
  expect(cutText('a longer one', 8)).toBe('a longe…');
  expect(cutText('ab🙂cd', 4)).toBe('ab…');
});

it('gives a text of whole characters, never longer than asked', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, most) => {
      const cut = cutText(text, most);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut.isWellFormed()).toBe(true);
    }),
  );
});
