import { expect, it } from 'vitest';
import { moneyText } from '../../../src/core/domain/model/budget.ts';

it.each([
  [0, '0.00 USD'],
  [1, '0.000001 USD'],
  [10, '0.000010 USD'],
  [100, '0.0001 USD'],
  [12_345, '0.0123 USD'],
  [2_500_000, '2.50 USD'],
])('%i millionths are %s: what is not nothing is not shown as nothing', (micros, text) => {
  expect(moneyText(micros)).toBe(text);
});
