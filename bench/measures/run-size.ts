import { runFloor } from '../floor.ts';
import { type Measure, measureOnce } from '../measure.ts';
import { runProduct } from '../product.ts';

const goalBytes = 8192;
const shape = { runs: 2000, concurrency: 100 };

/** The closed database by the runs in it: of so many that its empty pages do not count. */
export const runSize: Measure = {
  name: 'bytes of a 10-step run with its 2 KB context',
  goal: `≤ ${goalBytes}`,
  async measure() {
    const floor = Math.round((await measureOnce(runFloor, shape)).bytes / shape.runs);
    const product = Math.round((await measureOnce(runProduct, shape)).bytes / shape.runs);
    return { against: `floor ${floor}`, product: String(product), result: String(product), met: product <= goalBytes };
  },
};
