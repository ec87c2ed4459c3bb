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
  readonly rest: AsyncIterator<ChatChunk, undefined>;
}

export async function begin(chat: AsyncIterable<ChatChunk>): Promise<BegunAnswer> {
  const rest = pieces(chat);
  const { value } = await rest.next();
  return { first: value, rest };
}

/** Everything of an answer that has begun; leaving it leaves the answer. */
export async function* goOn({ first, rest }: BegunAnswer): AsyncGenerator<ChatChunk, void, undefined> {
  try {
    if (first === undefined) return;
    yield first;
    for (;;) {
      const { value } = await rest.next();
      if (value === undefined) return;
      yield value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* pieces(chat: AsyncIterable<ChatChunk>): AsyncGenerator<ChatChunk, undefined, undefined> {
  yield* chat;
  return undefined;
}
