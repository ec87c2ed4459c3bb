import { expect, it } from 'vitest';
import { capByHand } from '../../../src/core/domain/runtime/executor/claims/budget-caps.ts';

const budget = { id: 'day1', scope: 'day', connector: 'vendor', credential: 'prod', calls: 5 } as const;
const call = { at: 0, connector: 'vendor' };

it('a budget of one key counts calls with that key alone', () => {
  expect(capByHand(budget, { ...call, credential: 'prod' })).toMatchObject({ id: 'day1', counts: { connector: 'vendor', credential: 'prod' } });
  expect(capByHand(budget, { ...call, credential: 'sandbox' })).toBeUndefined();
  expect(capByHand(budget, call)).toBeUndefined();
  expect(capByHand(budget, { ...call, connector: 'other', credential: 'prod' })).toBeUndefined();
});
