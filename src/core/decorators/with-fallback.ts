import { AppError, type ErrorCode } from '../domain/model/errors.ts';
import { present } from '../domain/model/present.ts';
import type { StandsIn } from '../domain/ports/connector-registry-port.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';
import { begin, type BegunAnswer, goOn, withChat } from './decorated-connector.ts';

/** Reasons of the connector, not of the request: another may do better. */
const reasons: ReadonlySet<ErrorCode> = new Set(['connector_unavailable', 'rate_limited', 'credential_missing', 'credential_rejected']);

/**
 * Lets another connector answer where the one asked is not available before its first word; the end of the answer says
 * who did. Where the other fails, too, the failure is the one of the connector that was asked.
 */
export function withFallback(inner: LLMConnector, other: () => Promise<LLMConnector>, standsIn?: StandsIn): LLMConnector {
  return withChat(inner, async function* answered(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    let begun: BegunAnswer;
    try {
      begun = await begin(inner.chat(request, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError) || !reasons.has(error.code)) throw error;
      yield* instead(await other(), { request, signal, asked: inner.id, failure: error, standsIn });
      return;
    }
    yield* goOn(begun);
  });
}

interface Missed {
  readonly request: ChatRequest;
  readonly signal: AbortSignal;
  readonly asked: string;
  readonly failure: AppError;
  readonly standsIn: StandsIn | undefined;
}

async function* instead(standIn: LLMConnector, { request, signal, asked, failure, standsIn }: Missed): AsyncGenerator<ChatChunk, void, undefined> {
  const model = standIn.model(request.model) === undefined ? 'default' : request.model;
  let begun: BegunAnswer;
  try {
    await standsIn?.(standIn, model);
    begun = await begin(standIn.chat({ ...request, model }, signal));
  } catch (error) {
    signal.throwIfAborted();
    throw bothFailed(failure, standIn.id, error);
  }
  const { id: connector, credential } = standIn;
  for await (const chunk of goOn(begun)) {
    const price = chunk.kind === 'end' ? (standIn.model(chunk.model) ?? standIn.model(model))?.price : undefined;
    yield chunk.kind === 'end' ? { ...chunk, answeredBy: present({ connector, credential, price, insteadOf: { connector: asked, because: failure.code } }) } : chunk;
  }
}

function bothFailed(failure: AppError, standIn: string, error: unknown): AppError {
  const second = error instanceof AppError ? error.message : 'It failed in a way nobody foresaw.';
  return new AppError(failure.code, `${failure.message} "${standIn}" could not stand in: ${second}`, {
    ...(failure.next === undefined ? {} : { next: failure.next }),
    data: { ...failure.data, fallback: standIn },
    cause: error,
  });
}
