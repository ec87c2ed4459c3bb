import type { ChatChunk, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';

export type Chat = (request: ChatRequest, signal: AbortSignal) => AsyncIterable<ChatChunk>;

/** The connector with another way to chat; everything else is its own. */
export function withChat(inner: LLMConnector, chat: Chat): LLMConnector {
  return {
    id: inner.id,
    credential: inner.credential,
    chat,
    listModels: (signal) => inner.listModels(signal),
    model: (id) => inner.model(id),
    test: (signal) => inner.test(signal),
  };
}

/** An answer whose first piece has come: until then another may still be asked. */
export interface BegunAnswer {
  readonly first: ChatChunk | undefined;
  readonly rest: AsyncIterator<ChatChunk>;
}

export async function begin(chat: AsyncIterable<ChatChunk>): Promise<BegunAnswer> {
  const rest = chat[Symbol.asyncIterator]();
  const { done, value } = await rest.next();
  return { first: done === true ? undefined : value, rest };
}

/** Everything of an answer that has begun; leaving it leaves the answer. */
export async function* goOn({ first, rest }: BegunAnswer): AsyncGenerator<ChatChunk, void, undefined> {
  try {
    if (first === undefined) return;
    yield first;
    for (;;) {
      const { done, value } = await rest.next();
      if (done === true) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}
