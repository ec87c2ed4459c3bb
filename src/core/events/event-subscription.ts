import type { EventGap } from '../domain/ports/workflow-event-publisher.ts';

/**
 * One subscriber's queue. Messages wait in a bounded buffer; when it is full the oldest is dropped and counted, and the
 * reader meets a gap marker in its place. It is its own iterator and may be iterated once.
 */
export class EventSubscription<M> implements AsyncIterableIterator<M | EventGap> {
  readonly #limit: number;
  readonly #endings: (() => void)[] = [];
  readonly #waiting: ((result: IteratorResult<M | EventGap, undefined>) => void)[] = [];
  /** A ring would save the shift, at the price of a page; V8 moves a thousand pointers in a microsecond. */
  readonly #buffer: M[] = [];
  #dropped = 0;
  #ended = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  push(message: M): void {
    if (this.#ended) return;
    const reader = this.#waiting.shift();
    if (reader !== undefined) {
      reader({ done: false, value: message });
      return;
    }
    this.#buffer.push(message);
    if (this.#buffer.length > this.#limit) {
      this.#buffer.shift();
      this.#dropped += 1;
    }
  }

  /** Ends for good; what is buffered is let go, since nobody reads it. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#buffer.length = 0;
    for (const reader of this.#waiting.splice(0)) reader({ done: true, value: undefined });
    for (const ending of this.#endings) ending();
  }

  onEnd(ending: () => void): void {
    this.#endings.push(ending);
  }

  next(): Promise<IteratorResult<M | EventGap, undefined>> {
    if (this.#ended) return Promise.resolve({ done: true, value: undefined });
    if (this.#dropped > 0) {
      const dropped = this.#dropped;
      this.#dropped = 0;
      return Promise.resolve({ done: false, value: { channel: 'gap', dropped } });
    }
    const message = this.#buffer.shift();
    if (message !== undefined) return Promise.resolve({ done: false, value: message });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  return(): Promise<IteratorResult<M | EventGap, undefined>> {
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
