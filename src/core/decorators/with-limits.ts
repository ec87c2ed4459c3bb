import type { Clock } from '../domain/ports/clock.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';
import { withChat } from './decorated-connector.ts';

export interface CallLimits {
  readonly requestsPerMinute?: number | undefined;
  readonly concurrency?: number | undefined;
}

/** Where calls stand in line; connectors that share one share what it allows. */
export class CallLine {
  readonly #seats: Seats;
  readonly #pace: Pace;

  constructor({ requestsPerMinute, concurrency }: CallLimits, clock: Clock) {
    this.#seats = new Seats(concurrency ?? Number.POSITIVE_INFINITY);
    this.#pace = new Pace(requestsPerMinute ?? Number.POSITIVE_INFINITY, clock);
  }

  /** Until it is this call's turn; whoever was let in leaves. */
  async enter(signal: AbortSignal): Promise<void> {
    await this.#seats.take(signal);
    try {
      await this.#pace.wait(signal);
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  leave(): void {
    this.#seats.leave();
  }
}

/** Lets calls wait for their turn: no more at once, and no more in a minute, than the line allows. A call that is aborted gives its place up. */
export function withLimits(inner: LLMConnector, line: CallLine): LLMConnector {
  return withChat(inner, async function* limited(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    await line.enter(signal);
    try {
      yield* inner.chat(request, signal);
    } finally {
      line.leave();
    }
  });
}

/** So many at once; the others stand in line in the order they came. */
class Seats {
  readonly #line: (() => void)[] = [];
  #free: number;

  constructor(count: number) {
    this.#free = count;
  }

  async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const turn = Promise.withResolvers<undefined>();
    const called = (): void => { turn.resolve(undefined); };
    const leave = (): void => {
      const at = this.#line.indexOf(called);
      if (at < 0) return;
      this.#line.splice(at, 1);
      turn.reject(signal.reason);
    };
    this.#line.push(called);
    signal.addEventListener('abort', leave, { once: true });
    try {
      await turn.promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  leave(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}

/** So many begin in any minute; a later one waits until the one that many before it is a minute old. */
class Pace {
  readonly #perMinute: number;
  readonly #clock: Clock;
  #begun: number[] = [];

  constructor(perMinute: number, clock: Clock) {
    this.#perMinute = perMinute;
    this.#clock = clock;
  }

  async wait(signal: AbortSignal): Promise<void> {
    if (!Number.isFinite(this.#perMinute)) return;
    for (;;) {
      const now = this.#clock.now();
      this.#begun = this.#begun.filter((at) => at > now - 60_000);
      const oldest = this.#begun.at(-this.#perMinute);
      if (oldest === undefined || this.#begun.length < this.#perMinute) break;
      await this.#clock.sleepUntil(oldest + 60_000, signal);
    }
    this.#begun.push(this.#clock.now());
  }
}
