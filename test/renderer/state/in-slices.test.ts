import { expect, it } from 'vitest';
import { inSlices } from '../../../src/renderer/state/in-slices.ts';

function* counted(to: number, each: (at: number) => void): Generator<undefined, string> {
  for (let at = 1; at <= to; at += 1) {
    each(at);
    yield;
  }
  return 'done';
}

/** Keeps the processor as long as a slice may. */
function work(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

it('what takes long lets others go between its pieces, and comes to its end', async () => {
  const order: string[] = [];
  const own = inSlices(counted(4, (at) => { order.push(`piece ${at}`); work(15); }), new AbortController().signal);
  setTimeout(() => { order.push('another'); });

  expect(await own).toBe('done');
  expect(order.indexOf('another')).toBeLessThan(order.indexOf('piece 4'));
});

it('what is given up goes no further', async () => {
  const left = new AbortController();
  const seen: number[] = [];

  expect(await inSlices(counted(1000, (at) => { seen.push(at); work(5); if (at === 4) left.abort(); }), left.signal)).toBeUndefined();
  expect(seen.length).toBeLessThan(1000);
});
