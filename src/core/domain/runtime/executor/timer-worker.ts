import type { RunId } from '../../model/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkflowRunRepository } from '../../ports/workflow-run-repository.ts';

export interface TimerWorkerDeps {
  readonly clock: Clock;
  readonly runs: Pick<WorkflowRunRepository, 'dueTimers' | 'nextTimer'>;
  /** Tells the run; whether it took it. A timer that is not taken is tried again later. */
  fire(runId: RunId, timer: string): Promise<boolean>;
  readonly onFault: (error: unknown) => void;
}

export interface TimerWorker {
  /** Says that a timer may be due earlier than what is slept on. */
  wake(dueAt: number): void;
  /** Tries those that were left alone again at once. */
  tryAgain(): void;
  close(): Promise<void>;
}

/** Re-armed in pieces: a timer of the platform beyond about 24 days fires at once, and a wall clock may jump. */
const longestSleepMs = 60 * 60 * 1000;
const batchSize = 100;
/** How soon the table is looked at again after it could not be read, or while timers stand in it that are left alone. */
const lookAgainMs = 1000;
const longestHoldMs = 10 * 60 * 1000;

/** A timer its run could not be told of, such as one of a run that cannot be read, is left alone for longer each time. */
interface Hold {
  readonly tries: number;
  readonly until: number;
}

export function startTimerWorker(deps: TimerWorkerDeps): TimerWorker {
  const worker = new LocalTimerWorker(deps);
  worker.begin();
  return worker;
}

/** Fires the timers of all runs when they are due, late ones at once. Whether a deadline has passed is the run's own decision. */
class LocalTimerWorker implements TimerWorker {
  readonly #deps: TimerWorkerDeps;
  #held: ReadonlyMap<string, Hold> = new Map();
  #sleep = new AbortController();
  #sleepsUntil = 0;
  #isClosed = false;
  #running: Promise<void> = Promise.resolve();

  constructor(deps: TimerWorkerDeps) {
    this.#deps = deps;
  }

  begin(): void {
    this.#running = this.#loop();
  }

  wake(dueAt: number): void {
    if (dueAt >= this.#sleepsUntil) return;
    // Also when nothing sleeps yet: what was read from the table may be older than this timer.
    this.#sleepsUntil = dueAt;
    this.#sleep.abort();
  }

  tryAgain(): void {
    this.#held = new Map();
    this.wake(Number.NEGATIVE_INFINITY);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#sleep.abort();
    await this.#running;
  }

  async #loop(): Promise<void> {
    while (!this.#isClosed) {
      this.#sleep = new AbortController();
      this.#sleepsUntil = Number.POSITIVE_INFINITY;
      await this.#rest(await this.#fireDue());
    }
  }

  /** Fires what is due; answers when to look again. */
  async #fireDue(): Promise<number> {
    const { clock, runs, onFault } = this.#deps;
    try {
      // Those left alone stand first and must not keep others from being seen.
      const limit = batchSize + this.#held.size;
      const due = await runs.dueTimers({ before: clock.now(), limit });
      const holds = await Promise.all(due.map(async ({ runId, id }) => [`${runId} ${id}`, await this.#fire(runId, id)] as const));
      this.#held = new Map(holds.flatMap(([name, hold]) => (hold === undefined ? [] : [[name, hold]])));
      return due.length === limit ? clock.now() : await this.#nextLook();
    } catch (error) {
      onFault(error);
      return clock.now() + lookAgainMs;
    }
  }

  /** Fires one; answers how long to leave it alone if its run does not take it. */
  async #fire(runId: RunId, id: string): Promise<Hold | undefined> {
    const { clock, onFault } = this.#deps;
    const held = this.#held.get(`${runId} ${id}`);
    if (this.#isClosed || (held !== undefined && held.until > clock.now())) return held;
    try {
      if (await this.#deps.fire(runId, id)) return undefined;
    } catch (error) {
      onFault(error);
    }
    const tries = (held?.tries ?? 0) + 1;
    return { tries, until: clock.now() + Math.min(longestHoldMs, lookAgainMs * 2 ** (tries - 1)) };
  }

  async #nextLook(): Promise<number> {
    const { clock, runs } = this.#deps;
    const next = (await runs.nextTimer()) ?? Number.POSITIVE_INFINITY;
    const now = clock.now();
    const until = this.#held.size > 0 && next <= now ? now + lookAgainMs : next;
    return Math.min(until, now + longestSleepMs);
  }

  async #rest(until: number): Promise<void> {
    const { clock, onFault } = this.#deps;
    const { signal } = this.#sleep;
    if (this.#isClosed || signal.aborted || until <= clock.now()) return;
    this.#sleepsUntil = until;
    try {
      await clock.sleepUntil(until, signal);
    } catch (error) {
      if (!signal.aborted) onFault(error);
    }
  }
}
