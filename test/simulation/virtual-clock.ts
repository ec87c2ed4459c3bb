import type { Clock } from '../../src/core/domain/ports/clock.ts';
import type { Owner, Scheduler } from './scheduler.ts';

interface Sleeper {
  readonly owner: Owner;
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes only when the simulation says so, and may be set back as a person would set it. */
export class VirtualClock {
  readonly #scheduler: Scheduler;
  readonly #sleepers = new Set<Sleeper>();
  now = Date.UTC(2026, 0, 1);
  /** The latest time it ever showed: nothing may have happened later. */
  latest = this.now;
  #ran = 0;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** The clock as one process sees it; who is dead does not wake. */
  of(owner: Owner): Clock {
    return {
      now: () => this.now,
      monotonic: () => this.#ran,
      sleepUntil: async (at, signal) => {
        await this.#sleep(owner, at, signal);
        await this.#scheduler.turn(owner, 'wakes', () => undefined);
        signal.throwIfAborted();
      },
    };
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.#ran += ms;
    this.set(this.now + ms);
  }

  set(now: number): void {
    this.now = now;
    this.latest = Math.max(this.latest, now);
    for (const sleeper of [...this.#sleepers]) if (sleeper.at <= now) sleeper.wake();
  }

  /** Lets time pass until the first sleeper wakes; answers whether anybody sleeps. */
  passToNext(): boolean {
    for (const sleeper of this.#sleepers) if (sleeper.owner.isDead) this.#sleepers.delete(sleeper);
    const next = Math.min(...[...this.#sleepers].map((sleeper) => sleeper.at));
    if (!Number.isFinite(next)) return false;
    this.pass(Math.max(0, next - this.now));
    return true;
  }

  #sleep(owner: Owner, at: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      if (at <= this.now) return resolve();
      const leave = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
      };
      const sleeper: Sleeper = {
        owner,
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
}
