import { present } from '../model/present.ts';
import type { ChatChunk, ChatRequest, ChatUsage, LLMConnector, ModelPrice } from '../ports/llm-connector.ts';
import type { MostUsage, Usage } from './action-kind.ts';

type Answered = Pick<Extract<ChatChunk, { kind: 'end' }>, 'usage' | 'model' | 'answeredBy'>;

/** What a model call used, with what it cost where the connector knows the price of the model that answered, or was asked. */
export function usageOf(connector: LLMConnector, { usage, model, answeredBy }: Answered, asked: string): Usage {
  const { input, cachedInput, output } = usage;
  const credential = answeredBy === undefined ? connector.credential : answeredBy.credential;
  const price = answeredBy === undefined ? (connector.model(model)?.price ?? connector.model(asked)?.price) : answeredBy.price;
  return {
    connector: answeredBy?.connector ?? connector.id,
    model,
    inputTokens: input,
    cachedInputTokens: cachedInput,
    outputTokens: output,
    ...present({ credential, insteadOf: answeredBy?.insteadOf }),
    ...(price === undefined ? {} : { micros: costOf(price, usage), pricedAsOf: price.asOf }),
  };
}

/** Millionths of a US dollar, a begun one counted whole; never less than none, whatever a service counted. */
export function costOf(price: ModelPrice, { input, cachedInput, output }: ChatUsage): number {
  return Math.ceil((Math.max(0, input - cachedInput) * price.input + cachedInput * price.cachedInput + output * price.output) / 1_000_000);
}

/** The parts of a chat that are paid for. */
type Asked = Pick<ChatRequest, 'messages' | 'maxOutputTokens'> & { readonly [Part in 'answerSchema' | 'tools']?: ChatRequest[Part] | undefined };

const bytesPerToken = 2;
const tokensPerMessage = 16;

/**
 * The most a chat may use: its longest answer, and its input counted with a token for every two bytes, which real texts
 * stay below in any language; what a vendor adds around a message is counted, too.
 */
export function mostOfChat({ messages, answerSchema, tools, maxOutputTokens }: Asked): Pick<MostUsage, 'inputTokens' | 'outputTokens'> {
  const parts = [...messages.map((message) => JSON.stringify(message)), ...(answerSchema === undefined ? [] : [JSON.stringify(answerSchema)]), ...(tools ?? []).map((tool) => JSON.stringify(tool))];
  const bytes = parts.reduce((sum, part) => sum + new TextEncoder().encode(part).length, 0);
  return { inputTokens: Math.ceil(bytes / bytesPerToken) + parts.length * tokensPerMessage, outputTokens: maxOutputTokens };
}
