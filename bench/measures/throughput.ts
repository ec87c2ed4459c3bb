import { runFloor } from '../floor.ts';
import { type Measure, type Measured, measureOnce, median, type Shape } from '../measure.ts';
import { runProduct } from '../product.ts';

/** Transitions per second of the product over those of the floor. */
function throughput(name: string, goal: number, shape: Shape): Measure {
  return {
    name,
    goal: `≥ ${goal} × the floor`,
    async measure(pairs) {
      // Neither side is to be measured while its code is still being compiled.
      await measureOnce(runFloor, shape);
      await measureOnce(runProduct, shape);
      const measured: { readonly floor: Measured; readonly product: Measured }[] = [];
      for (let pair = 0; pair < pairs; pair += 1) {
        measured.push({ floor: await measureOnce(runFloor, shape), product: await measureOnce(runProduct, shape) });
      }
      const rate = (side: 'floor' | 'product'): string => `${Math.round(median(measured.map((pair) => pair[side].transitionsPerSecond)))}/s`;
      const ratio = median(measured.map(({ floor, product }) => product.transitionsPerSecond / floor.transitionsPerSecond));
      return { against: rate('floor'), product: rate('product'), result: ratio.toFixed(2), met: ratio >= goal };
    },
  };
}

export const throughputOfOne = throughput('transitions, 1 run at a time', 0.6, { runs: 100, concurrency: 1 });
export const throughputOfHundred = throughput('transitions, 100 runs at a time', 0.5, { runs: 3000, concurrency: 100 });
