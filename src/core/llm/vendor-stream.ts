import { AppError } from '../domain/model/errors.ts';

export interface VendorStreamOptions {
  readonly signal: AbortSignal;
  /** Longest silence. */
  readonly timeoutMs: number;
  readonly title: string;
  /** Says what a vendor's error means. */
  readonly explain: (error: unknown) => Error;
}

/**
 * The events of a vendor's answer. Leaving it, aborting it and a silence that lasts too long all close the connection;
 * aborting throws the signal's reason, although an SDK may end its iterator without a word.
 */
export async function* vendorEvents<Event>(open: (signal: AbortSignal) => Promise<AsyncIterable<Event>>, { signal, timeoutMs, title, explain }: VendorStreamOptions): AsyncGenerator<Event, void, undefined> {
  signal.throwIfAborted();
  const leaving = new AbortController();
  const silence = new SilenceWatch(timeoutMs, () => { leaving.abort(); });
  try {
    silence.begin();
    for await (const event of await open(AbortSignal.any([signal, leaving.signal]))) {
      silence.end();
      yield event;
      signal.throwIfAborted();
      silence.begin();
    }
    signal.throwIfAborted();
    if (silence.wasTooLong) throw tooSilent(title, timeoutMs);
  } catch (error) {
    signal.throwIfAborted();
    throw silence.wasTooLong ? tooSilent(title, timeoutMs) : explain(error);
  } finally {
    silence.end();
    leaving.abort();
  }
}

/** One question with one answer, under the same rules. */
export async function vendorAnswer<Answer>(ask: (signal: AbortSignal) => Promise<Answer>, options: VendorStreamOptions): Promise<Answer> {
  const once = async (signal: AbortSignal): Promise<AsyncIterable<Answer>> => {
    const answer = await ask(signal);
    return (async function* only() { yield answer; })();
  };
  for await (const answer of vendorEvents(once, options)) return answer;
  throw tooSilent(options.title, options.timeoutMs);
}

/** Tells when nothing was heard for too long; the time its reader takes does not count. */
class SilenceWatch {
  wasTooLong = false;
  readonly #durationMs: number;
  readonly #onTooLong: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(durationMs: number, onTooLong: () => void) {
    this.#durationMs = durationMs;
    this.#onTooLong = onTooLong;
  }

  begin(): void {
    this.#timer = setTimeout(() => {
      this.wasTooLong = true;
      this.#onTooLong();
    }, this.#durationMs);
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function tooSilent(title: string, timeoutMs: number): AppError {
  return new AppError('connector_unavailable', `${title} said nothing for ${timeoutMs} ms.`, {
    next: 'Try again later, or give it more time with `aiwm connectors configure <id> --timeout-ms`.',
    data: { reason: 'timeout', timeoutMs },
  });
}
