import type { Clock } from '../../../src/core/domain/ports/clock.ts';
import { systemClock } from '../../../src/core/platform/system-clock.ts';

/** The machine's clock with a leap that whoever waits hears of. */
export function movableClock(): Clock & { moveOn(ms: number): void } {
  let ahead = 0;
  const leaps = new Set<() => void>();
  const now = (): number => systemClock.now() + ahead;
  return {
    now,
    monotonic: () => systemClock.monotonic(),
    async sleepUntil(at, signal) {
      while (now() < at) {
        const leap = new AbortController();
        const wake = (): void => { leap.abort(); };
        leaps.add(wake);
        await systemClock.sleepUntil(at - ahead, AbortSignal.any([signal, leap.signal])).catch(() => { signal.throwIfAborted(); });
        leaps.delete(wake);
      }
    },
    moveOn(ms) {
      ahead += ms;
      for (const wake of leaps) wake();
    },
  };
}
