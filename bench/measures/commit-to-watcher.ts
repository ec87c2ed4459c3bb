import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { contextOf, inFreshDirectory, laterEffect, type Measure, median, percentile } from '../measure.ts';
import { chain, openProduct } from '../product.ts';

const runs = 1500;
const atOnce = 100;

/** From asking for a commit to a watcher hearing of it, with 100 runs at once; the commit and its sync are part of it. */
export const commitToWatcher: Measure = {
  name: 'asked commit → watcher, 100 runs',
  goal: 'p95 ≤ 20 ms',
  async measure(pairs) {
    const p95 = median(await repeated(pairs, ({ waits }) => percentile(waits, 0.95)));
    return { against: '–', product: `${p95.toFixed(1)} ms`, result: p95.toFixed(1), met: p95 <= 20 };
  },
};

/** How long anything else waits for the thread that drives 100 runs. */
export const loopDelay: Measure = {
  name: 'main-loop delay, 100 runs',
  goal: 'p99 ≤ 15 ms',
  async measure(pairs) {
    const p99 = median(await repeated(pairs, ({ delayP99 }) => delayP99));
    return { against: '–', product: `${p99.toFixed(1)} ms`, result: p99.toFixed(1), met: p99 <= 15 };
  },
};

interface Busy {
  readonly waits: readonly number[];
  readonly delayP99: number;
}

async function repeated(pairs: number, of: (busy: Busy) => number): Promise<readonly number[]> {
  const measured = [];
  await busyHundred();
  for (let pair = 0; pair < pairs; pair += 1) measured.push(of(await busyHundred()));
  return measured;
}

function busyHundred(): Promise<Busy> {
  return inFreshDirectory(async (directory) => {
    const asked = new Map<string, number>();
    const waits: number[] = [];
    const product = await openProduct({ directory, effect: laterEffect, watch: (data) => noting(data, asked) });
    product.publisher.listen('run:committed', ({ runId }) => void waits.push(performance.now() - (asked.get(runId) ?? 0)));
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    let next = 0;
    const definition = chain(10);
    await Promise.all(Array.from({ length: atOnce }, async () => {
      while (next < runs) {
        next += 1;
        await product.runtime.settled(await product.start(definition, { context: contextOf(2048) }, `run-${next}`));
      }
    }));
    delay.disable();
    await product.close();
    // The histogram counts from one tick to the next, the wait asked for included.
    return { waits, delayP99: delay.percentile(99) / 1e6 - 1 };
  });
}

function noting(data: WorkflowDataPort, asked: Map<string, number>): WorkflowDataPort {
  const commitRun = data.commitRun.bind(data);
  data.commitRun = (commit) => {
    asked.set(commit.runId, performance.now());
    return commitRun(commit);
  };
  return data;
}
