import { expect, it } from 'vitest';
import { createPictureBudget } from '../../../src/core/documents/pictures/picture-budget.ts';

it('pictures that must be drawn anew are bounded apart, since that takes longest', () => {
  const budget = createPictureBudget();
  const cost = { bytes: 75_000, pixels: 19_000_000, isRedrawn: true };

  for (const name of ['a', 'b', 'c', 'd', 'e']) budget.take(name, cost);
  budget.take('plain', { ...cost, isRedrawn: false });

  expect(() => { budget.take('f', cost); }).toThrow('100 million pixels that are not opaque RGB together');
});
