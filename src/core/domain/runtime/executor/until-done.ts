import type { Clock } from '../../ports/clock.ts';
import type { Deadlines } from './deadlines.ts';

export interface UntilDoneDeps {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly onFault: (error: unknown) => void;
}

const firstRestMs = 1000;
const longestRestMs = 60_000;

/**
 * Does the work until it succeeds. After a fault of the host itself, such as a full disk, it rests, longer each time, so
 * that what a run waits for is neither lost nor asked of the outside again. Aborting throws.
 */
export async function untilDone<Result>(deps: UntilDoneDeps, signal: AbortSignal, work: (tries: number) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(tries);
    } catch (error) {
      signal.throwIfAborted();
      deps.onFault(error);
    }
    const restMs = Math.min(longestRestMs, firstRestMs * 2 ** (tries - 1));
    await deps.deadlines.until(deps.clock.now() + restMs, signal);
  }
}
