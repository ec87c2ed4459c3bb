import { AppError, type ErrorCode } from '../domain/model/errors.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';
import { begin, type BegunAnswer, goOn, withChat } from './decorated-connector.ts';

/** Reasons of the connector, not of the request: another may do better. */
const reasons: ReadonlySet<ErrorCode> = new Set(['connector_unavailable', 'rate_limited', 'credential_missing', 'credential_rejected']);

/**
 * Lets another connector answer where the one asked is not available before its first word; the end of the answer says
 * who did. Where the other fails, too, the failure is the one of the connector that was asked.
 */
export function withFallback(inner: LLMConnector, other: () => Promise<LLMConnector>): LLMConnector {
  let standIn: LLMConnector | undefined;
  const chat = async function* answered(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    let begun: BegunAnswer;
    try {
      begun = await begin(inner.chat(request, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError) || !reasons.has(error.code)) throw error;
      standIn = await other();
      yield* instead(standIn, { request, signal, failure: error });
      return;
    }
    yield* goOn(begun);
  };
  return { ...withChat(inner, chat), model: (id) => inner.model(id) ?? standIn?.model(id) };
}

interface Missed {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly failure: AppError;
}

async function* instead(standIn: LLMConnector, { request, signal, failure }: Missed): AsyncGenerator<ChatChunk, void, undefined> {
  const model = standIn.model(request.model) === undefined ? 'default' : request.model;
  let begun: BegunAnswer;
  try {
    begun = await begin(standIn.chat({ ...request, model }, signal));
  } catch (error) {
    signal.throwIfAborted();
    throw bothFailed(failure, standIn.id, error);
  }
  const answeredBy = { connector: standIn.id, ...(standIn.credential === undefined ? {} : { credential: standIn.credential }) };
  for await (const chunk of goOn(begun)) yield chunk.kind === 'end' ? { ...chunk, answeredBy } : chunk;
}

function bothFailed(failure: AppError, standIn: string, error: unknown): AppError {
  const second = error instanceof AppError ? error.message : 'It failed in a way nobody foresaw.';
  return new AppError(failure.code, `${failure.message} "${standIn}" could not stand in: ${second}`, {
    ...(failure.next === undefined ? {} : { next: failure.next }),
    data: { ...failure.data, fallback: standIn },
    cause: error,
  });
}
