import { expect, it } from 'vitest';
import { Deadlines } from '../../../../src/core/domain/runtime/executor/deadlines.ts';
import { TestClock } from './support/test-clock.ts';

it('a hundred thousand deadlines wait behind one sleep, and each is told in its time', async () => {
  const clock = new TestClock();
  const faults: unknown[] = [];
  const deadlines = new Deadlines({ clock, onFault: (error) => faults.push(error) });
  const begun = clock.now();
  let told = 0;
  const first = new Promise<void>((resolve) => void deadlines.at(begun + 1000, resolve));
  for (let n = 0; n < 200_000; n += 1) deadlines.at(begun + 2000 + n, () => (told += 1));
  const middle = new Promise<void>((resolve) => void deadlines.at(begun + 2099, resolve));
  clock.pass(1000);
  await first;
  expect(told).toBe(0);
  clock.pass(1099);
  await middle;

  expect(told).toBe(100);
  expect(faults).toEqual([]);
  deadlines.close();
});
