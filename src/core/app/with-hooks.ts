import { withChat } from '../decorators/decorated-connector.ts';
import { HookPass, hooksFor, joinedHooks } from '../domain/catalogue/model-hooks.ts';
import { AppError } from '../domain/model/errors.ts';
import type { JsonObject } from '../domain/model/json.ts';
import type { ModelHook } from '../domain/model/model-hook.ts';
import { present } from '../domain/model/present.ts';
import type { ChatChunk, ChatMessage, ChatRequest, LLMConnector } from '../domain/ports/llm-connector.ts';

/**
 * Applies the hooks of the settings, and those a request brings, to what a model is sent and to what it answers. An answer
 * that may be changed or refused is held back until it is whole.
 */
export function withHooks(inner: LLMConnector, settings: () => Promise<readonly ModelHook[]>): LLMConnector {
  return withChat(inner, async function* hooked(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, void, undefined> {
    const { hooks: own = [], ...rest } = request;
    const hooks = joinedHooks(await settings(), own);
    if (hooks.length === 0) {
      yield* inner.chat(rest, signal);
      return;
    }
    const before = new HookPass(hooks, 'prompt');
    const messages = rest.messages.map((message): ChatMessage => before.message(message));
    const sent = { ...rest, messages, ...specsOf(rest, before) };
    const isHeld = hooksFor(hooks, 'answer').length > 0;
    const pieces: string[] = [];
    for await (const chunk of inner.chat(sent, signal)) {
      if (chunk.kind === 'text') {
        pieces.push(chunk.text);
        if (!isHeld) yield chunk;
        continue;
      }
      yield* answered(chunk, { before, hooks, text: isHeld ? pieces.join('') : undefined });
    }
  });
}

/** What else is told to the model: what its tools are, and the shape of its answer. */
function specsOf({ tools, answerSchema }: ChatRequest, before: HookPass): Pick<ChatRequest, 'tools' | 'answerSchema'> {
  const told = (schema: JsonObject): JsonObject => Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, before.texts(part)]));
  return present({
    tools: tools?.map(({ name, description, parameters }) => ({ name, description: before.text(description), parameters: told(parameters) })),
    answerSchema: answerSchema === undefined ? undefined : told(answerSchema),
  });
}

interface Answered {
  readonly before: HookPass;
  readonly hooks: readonly ModelHook[];
  /** The whole answer, where it was held back. */
  readonly text: string | undefined;
}

/** The end comes before a refusal, so that what the call used counts. */
function* answered(end: Extract<ChatChunk, { kind: 'end' }>, { before, hooks, text }: Answered): Generator<ChatChunk, void, undefined> {
  const after = new HookPass(hooks, 'answer');
  let said: string | undefined;
  let { toolCalls } = end;
  let refusal: AppError | undefined;
  try {
    said = text === undefined ? undefined : after.text(text);
    if (text !== undefined) toolCalls = toolCalls?.map((call) => ({ ...call, arguments: after.jsonText(call.arguments) }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refusal = error;
  }
  if (refusal === undefined && said !== undefined && said !== '') yield { kind: 'text', text: said };
  const notes = [...before.notes, ...after.notes];
  yield notes.length === 0 ? end : { ...end, ...(toolCalls === undefined || refusal !== undefined ? {} : { toolCalls }), hooks: notes };
  if (refusal !== undefined) throw refusal;
}
