import type { Clock } from '../domain/ports/clock.ts';

/** Timers longer than 2^31-1 ms fire at once in Node, and a wall clock may be set while we wait: look again this often. */
const longestWaitMs = 60_000;

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  // Not `performance`: the modules behind it take longer to load than a short command does its work.
  monotonic: () => Number(process.hrtime.bigint()) / 1e6,
  async sleepUntil(at, signal) {
    signal.throwIfAborted();
    for (let left = at - Date.now(); left > 0; left = at - Date.now()) {
      await wait(Math.min(left, longestWaitMs), signal);
    }
  },
};

function wait(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, durationMs);
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
