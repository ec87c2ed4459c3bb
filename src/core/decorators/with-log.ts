import { AppError } from '../domain/model/errors.ts';
import { present } from '../domain/model/present.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';
import type { LogFacts, Logger } from '../domain/ports/logger.ts';
import { withChat } from './decorated-connector.ts';

export interface CallLog {
  readonly log: Logger;
  readonly clock: Pick<Clock, 'monotonic'>;
  /** For whom the call is made, where that is known: run, node, correlation id. */
  readonly whose: () => { readonly runId?: string; readonly node?: string; readonly correlationId?: string } | undefined;
}

/** Notes each call: for whom, which model, how long, how it ended and what it used; never what was said. */
export function withLog(inner: LLMConnector, { log, clock, whose }: CallLog): LLMConnector {
  return withChat(inner, async function* logged(given: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    const { runId, node, correlationId } = whose() ?? {};
    const request = correlationId === undefined ? given : { ...given, correlationId };
    const began = clock.monotonic();
    let end: Extract<ChatChunk, { kind: 'end' }> | undefined;
    let code = 'interrupted';
    try {
      for await (const chunk of inner.chat(request, signal)) {
        if (chunk.kind === 'end') end = chunk;
        yield chunk;
      }
      code = 'ok';
    } catch (error) {
      if (!signal.aborted) code = error instanceof AppError ? error.code : 'unexpected';
      throw error;
    } finally {
      const facts: LogFacts = {
        connector: inner.id, model: end?.model ?? request.model, attempt: request.attempt ?? 1, code, durationMs: Math.round(clock.monotonic() - began),
        ...present({ runId, node, correlationId, credential: inner.credential, inputTokens: end?.usage.input, outputTokens: end?.usage.output, answeredBy: end?.answeredBy?.connector }),
      };
      if (code === 'ok' || code === 'interrupted') log.info(`"${inner.id}" was asked: ${code}`, facts);
      else log.warn(`"${inner.id}" was asked: ${code}`, facts);
    }
  });
}
