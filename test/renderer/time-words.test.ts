import { describe, expect, test } from 'vitest';
import { agoWords, byteWords } from '../../src/renderer/components/time-words.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;

describe('moments and sizes in words', () => {
  test.each([
    [0, 'just now'],
    [-minute, '1 minute ago'],
    [-59 * minute, '59 minutes ago'],
    [-60 * minute, '1 hour ago'],
    [-25 * 60 * minute, 'yesterday'],
    [-72 * 60 * minute, '3 days ago'],
    [5 * minute, 'in 5 minutes'],
    [26 * 60 * minute, 'tomorrow'],
  ])('a moment %d ms from now', (distance, said) => {
    expect(agoWords(new Date(now + distance).toISOString(), now)).toBe(said);
  });

  test('a size by its unit', () => {
    expect([12, 12_300, 3_400_000].map(byteWords)).toEqual(['12 B', '12 kB', '3.4 MB']);
  });
});
