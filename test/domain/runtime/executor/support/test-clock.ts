import type { Clock } from '../../../../../src/core/domain/ports/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that stands still until the test moves it, in either direction. */
export class TestClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #ran = 0;
  readonly #sleepers = new Set<Sleeper>();

  now(): number {
    return this.#now;
  }

  monotonic(): number {
    return this.#ran;
  }

  sleepUntil(at: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (at <= this.#now) return resolve();
      const leave = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      };
      const sleeper = {
        at,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Lets time pass; who sleeps until then wakes. */
  pass(ms: number): void {
    this.#ran += ms;
    this.set(this.#now + ms);
  }

  /** Sets the clock as a person would, backwards too. */
  set(at: number): void {
    this.#now = at;
    for (const sleeper of [...this.#sleepers]) if (sleeper.at <= at) sleeper.wake();
  }

  /** Who sleeps now. */
  get sleepers(): number {
    return this.#sleepers.size;
  }

  /** When the first of them wakes, from now. */
  get nextMs(): number {
    return Math.min(...[...this.#sleepers].map((sleeper) => sleeper.at)) - this.#now;
  }
}
