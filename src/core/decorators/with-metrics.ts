import { AppError } from '../domain/model/errors.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ConnectorMetrics } from '../domain/ports/connector-registry-port.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';
import { withChat } from './decorated-connector.ts';

type Counts = Omit<ConnectorMetrics, 'circuit'>;

/** Counts what calls of one connector came to, across every time it is made anew. */
export class CallCounter {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>;
  #counts: Counts;

  constructor(clock: Pick<Clock, 'now' | 'monotonic'>) {
    this.#clock = clock;
    this.#counts = { since: clock.now(), calls: 0, failures: 0, failuresInRow: 0, inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, totalMs: 0, slowestMs: 0 };
  }

  get counts(): Counts {
    return this.#counts;
  }

  begin(): { readonly end: (failure?: unknown) => void; readonly used: (chunk: ChatChunk) => void } {
    const begunAt = this.#clock.monotonic();
    return {
      end: (failure) => { this.#end(this.#clock.monotonic() - begunAt, failure); },
      used: (chunk) => { this.#use(chunk); },
    };
  }

  #end(tookMs: number, failure: unknown): void {
    const { calls, failures, failuresInRow, totalMs, slowestMs } = this.#counts;
    const failed = failure === undefined ? { failuresInRow: 0 } : { failures: failures + 1, failuresInRow: failuresInRow + 1, lastFailure: { at: this.#clock.now(), ...wordsOf(failure) } };
    this.#counts = { ...this.#counts, calls: calls + 1, totalMs: totalMs + tookMs, slowestMs: Math.max(slowestMs, tookMs), ...failed };
  }

  #use(chunk: ChatChunk): void {
    if (chunk.kind !== 'end') return;
    const { inputTokens, cachedInputTokens, outputTokens } = this.#counts;
    const { input, cachedInput, output } = chunk.usage;
    this.#counts = { ...this.#counts, inputTokens: inputTokens + input, cachedInputTokens: cachedInputTokens + cachedInput, outputTokens: outputTokens + output };
  }
}

/** Counts calls, failures, tokens and time. A call somebody aborted is no failure. */
export function withMetrics(inner: LLMConnector, counter: CallCounter): LLMConnector {
  return withChat(inner, async function* counted(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    const call = counter.begin();
    let failure: unknown;
    try {
      for await (const chunk of inner.chat(request, signal)) {
        call.used(chunk);
        yield chunk;
      }
    } catch (error) {
      if (!signal.aborted) failure = error;
      throw error;
    } finally {
      call.end(failure);
    }
  });
}

function wordsOf(failure: unknown): { readonly code: string; readonly message: string } {
  if (failure instanceof AppError) return { code: failure.code, message: failure.message };
  return { code: 'unexpected', message: 'It failed in a way nobody foresaw.' };
}
