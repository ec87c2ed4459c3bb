import { createEventBus } from '../../src/core/events/event-bus.ts';
import { createOverviewService } from '../../src/core/domain/services/overview-service.ts';
import { systemClock } from '../../src/core/platform/system-clock.ts';
import { inFreshDirectory, type Measure, median } from '../measure.ts';
import { historyOf } from './list-of-runs.ts';

const most = 2;

/** What Home shows, of a history ten times as long; in both a fifth of the runs failed, and a fifth waits, each of which is looked at for whether it needs somebody. */
export const overviewOfRuns: Measure = {
  name: 'overview of 100,000 runs against 10,000',
  goal: `≤ ${most} ×`,
  async measure(pairs) {
    const few = await inFreshDirectory(async (directory) => timeOver(directory, 10_000, pairs));
    const many = await inFreshDirectory(async (directory) => timeOver(directory, 100_000, pairs));
    const ratio = many / few;
    return { against: `10,000: ${few.toFixed(1)} ms`, product: `${many.toFixed(1)} ms`, result: ratio.toFixed(2), met: ratio <= most };
  },
};

async function timeOver(directory: string, count: number, pairs: number): Promise<number> {
  const { data, db } = await historyOf(directory, count);
  const { show } = createOverviewService({ data, publisher: createEventBus({ onListenerError: (_channel, error) => { throw error; } }), clock: systemClock });
  const call = { actor: { kind: 'user', id: 'bench' }, access: 'read', door: 'process', correlationId: 'bench', signal: new AbortController().signal } as const;
  const times: number[] = [];
  for (let time = 0; time <= pairs * 4; time += 1) {
    const began = performance.now();
    await show({}, call);
    // The first one prepares its statements.
    if (time > 0) times.push(performance.now() - began);
  }
  db.close();
  await data.close();
  return median(times);
}
