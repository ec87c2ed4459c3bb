import { AsyncIteratorClass } from '@orpc/server';

export interface StreamHandling {
  /** Aborted when the reader aborts or the program closes: the stream ends even if nobody asks it for another item. */
  readonly signal: AbortSignal;
  /** Aborts what the stream waits for. A reader may leave while the next item is awaited, and would wait for it otherwise. */
  readonly end: () => void;
  readonly mapError: (thrown: unknown) => unknown;
}

/** Counts the streams that somebody reads, and sees to it that each stops with its reader. */
export class OpenStreams {
  #count = 0;

  get count(): number {
    return this.#count;
  }

  open(items: AsyncIterator<unknown>, { signal, end, mapError }: StreamHandling): AsyncIteratorClass<unknown> {
    this.#count += 1;
    const next = async (): Promise<IteratorResult<unknown>> => {
      try {
        return await items.next();
      } catch (thrown) {
        throw mapError(thrown);
      }
    };
    const stream = new AsyncIteratorClass(next, async () => {
      signal.removeEventListener('abort', stop);
      end();
      try {
        await items.return?.();
      } finally {
        this.#count -= 1;
      }
    });
    // There is nobody left to tell of a failure to stop; the map keeps what nobody foresaw.
    const stop = (): void => void stream.return().catch(mapError);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    return stream;
  }
}
