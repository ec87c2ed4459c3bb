import type { JsonObject } from '../../src/core/domain/model/json.ts';
import { inFreshDirectory, laterEffect, type Measure, median } from '../measure.ts';
import { loopOverItems, openProduct } from '../product.ts';

const passes = 5200;
/** Transitions around the hundredth and around the ten thousandth; two to a pass. */
const early = { from: 60, to: 160 };
const late = { from: 9950, to: 10_050 };

/** What a step costs late in a long run, against early in the same run: nothing may grow with the history. */
export const longRun: Measure = {
  name: 'step 10,000 against step 100 of one run',
  goal: '≤ 1.2 ×',
  async measure(pairs) {
    await stepTimes();
    const measured: { readonly first: number; readonly last: number }[] = [];
    for (let pair = 0; pair < pairs; pair += 1) measured.push(await stepTimes());
    const ratio = median(measured.map(({ first, last }) => last / first));
    const us = (side: 'first' | 'last'): string => `${Math.round(median(measured.map((pair) => pair[side])) * 1000)} µs`;
    return { against: `step 100: ${us('first')}`, product: us('last'), result: ratio.toFixed(2), met: ratio <= 1.2 };
  },
};

/** Milliseconds of a typical transition, early and late. */
function stepTimes(): Promise<{ readonly first: number; readonly last: number }> {
  return inFreshDirectory(async (directory) => {
    const product = await openProduct({ directory, effect: laterEffect });
    const items = (count: number): JsonObject => ({ items: Array.from({ length: count }, (_, index) => index) });
    // Syncing a log that still grows costs more than one that is written over: it has grown before the run begins.
    await product.runtime.settled(await product.start(loopOverItems(), items(1500), 'before'));
    const times: number[] = [];
    const stop = product.publisher.listen('workflow:trigger', () => void times.push(performance.now()));
    await product.runtime.settled(await product.start(loopOverItems(), items(passes), 'long'));
    stop();
    await product.close();
    // Every second transition waits for a sync, so that two make a step.
    const typical = ({ from, to }: typeof early): number => median(Array.from({ length: (to - from) / 2 }, (_, index) => ((times[from + 2 * index + 2] ?? 0) - (times[from + 2 * index] ?? 0)) / 2));
    return { first: typical(early), last: typical(late) };
  });
}
