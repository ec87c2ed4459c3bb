import { contextOf, inFreshDirectory, laterEffect, type Measure, median } from '../measure.ts';
import { chain, openProduct } from '../product.ts';

const runs = 100;
const steps = 10;

/** What a step costs with a large context, against a small one: it is written once, with the run's start. */
export const contextSize: Measure = {
  name: 'step with 100 KB against 2 KB of context',
  goal: '≤ 1.5 ×',
  async measure(pairs) {
    await stepTime(2048);
    const measured: { readonly small: number; readonly large: number }[] = [];
    for (let pair = 0; pair < pairs; pair += 1) measured.push({ small: await stepTime(2048), large: await stepTime(102_400) });
    const ratio = median(measured.map(({ small, large }) => large / small));
    const us = (side: 'small' | 'large'): string => `${Math.round(median(measured.map((pair) => pair[side])) * 1000)} µs`;
    return { against: `2 KB: ${us('small')}`, product: us('large'), result: ratio.toFixed(2), met: ratio <= 1.5 };
  },
};

/** Milliseconds of a step, of runs one after the other, their start included. */
function stepTime(bytes: number): Promise<number> {
  return inFreshDirectory(async (directory) => {
    const product = await openProduct({ directory, effect: laterEffect });
    const definition = chain(steps);
    const context = contextOf(bytes);
    const began = performance.now();
    for (let run = 0; run < runs; run += 1) {
      // No two alike: equal contexts would be one blob.
      await product.runtime.settled(await product.start(definition, { context: `${run}${context}` }, `run-${run}`));
    }
    const took = performance.now() - began;
    await product.close();
    return took / (runs * steps);
  });
}
