import { canonicalJson } from '../domain/model/canonical-json.ts';
import type { Json } from '../domain/model/json.ts';
import { sha256Hex } from '../domain/model/sha256.ts';
import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';
import { withChat } from './decorated-connector.ts';

/** Answers that are kept; the one not used for the longest goes first. */
const mostAnswers = 200;

/**
 * Answers an equal request with the answer of before, at no cost. Only whole answers are kept, and only of requests
 * without chance: whoever sets a temperature above zero wants another answer each time.
 */
export function withCache(inner: LLMConnector): LLMConnector {
  const kept = new Map<string, readonly ChatChunk[]>();
  return withChat(inner, async function* cached(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    signal.throwIfAborted();
    if ((request.temperature ?? 0) > 0) {
      yield* inner.chat(request, signal);
      return;
    }
    const key = keyOf(request);
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      yield* known.map(free);
      return;
    }
    const heard: ChatChunk[] = [];
    for await (const chunk of inner.chat(request, signal)) {
      heard.push(chunk);
      yield chunk;
    }
    const end = heard.at(-1);
    if (end?.kind !== 'end' || end.stop === 'refusal') return;
    kept.set(key, heard);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostAnswers) break;
      kept.delete(oldest);
    }
  });
}

/** What a vendor would see of a request; who asks, and how often, is none of it. */
function keyOf({ model, messages, maxOutputTokens, temperature, answerSchema, tools }: ChatRequest): string {
  // The request is made of JSON alone; said once more in JSON, its type says so, too.
  const seen = JSON.parse(JSON.stringify({ model, messages, maxOutputTokens, temperature, answerSchema, tools })) as Json;
  return sha256Hex(canonicalJson(seen));
}

function free(chunk: ChatChunk): ChatChunk {
  return chunk.kind === 'end' ? { ...chunk, usage: { input: 0, cachedInput: 0, output: 0 } } : chunk;
}
