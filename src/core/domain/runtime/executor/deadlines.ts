import type { Clock } from '../../ports/clock.ts';

export interface DeadlinesDeps {
  readonly clock: Clock;
  readonly onFault: (error: unknown) => void;
}

interface Deadline {
  readonly at: number;
  readonly due: () => void;
}

/** Calls back at given times, with one sleep of the clock for all of them: most deadlines are taken back unmet. */
export class Deadlines {
  readonly #deps: DeadlinesDeps;
  readonly #set = new Set<Deadline>();
  #sleep = new AbortController();
  #sleepsUntil = Number.POSITIVE_INFINITY;

  constructor(deps: DeadlinesDeps) {
    this.#deps = deps;
  }

  /** Calls `due` once the clock has reached `at`; the answer takes it back. */
  at(at: number, due: () => void): () => void {
    const deadline = { at, due };
    this.#set.add(deadline);
    this.#arm(at);
    return () => void this.#set.delete(deadline);
  }

  /** As {@link Deadlines.at}, to be awaited; aborting throws the signal's reason. */
  until(at: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (at <= this.#deps.clock.now()) return resolve();
      const leave = (): void => {
        takeBack();
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const takeBack = this.at(at, () => {
        signal.removeEventListener('abort', leave);
        resolve();
      });
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  close(): void {
    this.#set.clear();
    this.#sleepsUntil = Number.NEGATIVE_INFINITY;
    this.#sleep.abort();
  }

  /** A sleep that is too long is cut; one that is too short wakes for nothing, which is cheaper than a new one each time. */
  #arm(at: number): void {
    if (at >= this.#sleepsUntil) return;
    this.#sleep.abort();
    this.#sleep = new AbortController();
    this.#sleepsUntil = at;
    void this.#ringAfter(at, this.#sleep.signal);
  }

  async #ringAfter(at: number, signal: AbortSignal): Promise<void> {
    try {
      await this.#deps.clock.sleepUntil(at, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.#sleepsUntil = Number.POSITIVE_INFINITY;
      return this.#deps.onFault(error);
    }
    if (signal.aborted) return;
    this.#sleepsUntil = Number.POSITIVE_INFINITY;
    this.#ring();
  }

  #ring(): void {
    const now = this.#deps.clock.now();
    for (const deadline of this.#set) {
      if (deadline.at > now) continue;
      this.#set.delete(deadline);
      deadline.due();
    }
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.#set) if (at < next) next = at;
    this.#arm(next);
  }
}
