import { expect, test } from 'vitest';
import { costWords, sumCostWords } from '../../src/renderer/components/money-words.ts';

test('what calls cost is told in the same words wherever it stands', () => {
  expect(costWords({ calls: 0 })).toBe('–');
  expect(costWords({ calls: 1 })).toBe('no price known');
  expect(costWords({ calls: 1, micros: 0 })).toBe('no cost');
  expect(costWords({ calls: 1, micros: 40_000 })).toBe('0.0400 USD');
  expect(sumCostWords({ calls: 2, micros: 0, unpricedCalls: 1 })).toBe('no price known');
  expect(sumCostWords({ calls: 2, micros: 0, unpricedCalls: 0 })).toBe('no cost');
  expect(sumCostWords({ calls: 2, micros: 40_000, unpricedCalls: 1 })).toBe('0.0400 USD');
});
