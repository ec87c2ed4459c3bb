import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import { JsonRecord } from '../../model/json-value.ts';
import { HookNote, ModelHooks } from '../../model/model-hook.ts';
import { present } from '../../model/present.ts';
import type { ChatChunk, ChatMessage, ChatRequest } from '../../ports/llm-connector.ts';
import { defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { hookNotes } from './hook-notes.ts';
import { mostOfChat, usageOf } from '../model-usage.ts';

const Call = z.strictObject({ id: z.string(), name: z.string(), arguments: z.string() });

const Message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.enum(['system', 'user']), text: z.string() }),
  z.strictObject({ role: z.literal('assistant'), text: z.string(), toolCalls: z.array(Call).optional() }),
  z.strictObject({ role: z.literal('tool'), callId: z.string(), text: z.string(), isError: z.boolean().optional() }),
]);

const Request = z.strictObject({
  connector: z.string().optional(),
  fallback: z.string().optional(),
  model: z.string(),
  messages: z.array(Message),
  tools: z.array(z.strictObject({ name: z.string(), description: z.string(), parameters: JsonRecord })),
  /** It has to answer now, and use no tool. */
  last: z.boolean().default(false),
  maxOutputTokens: z.int(),
  temperature: z.number().optional(),
  answer: JsonRecord.optional(),
  hooks: ModelHooks.optional(),
  hooked: z.array(HookNote).optional(),
});
type Request = z.infer<typeof Request>;

/** One turn of a model in a conversation with tools. What it asks for is only told: others check and do it. */
export const agentTurn = defineEffect<Request>({
  kind: 'llm.turn',
  repeat: 'safe',
  costsMoney: true,
  request: Request,
  asksModel: { texts: ['messages', 'tools', 'answer'] },
  most: (request) => ({ connector: request.connector, model: request.model, ...mostOfChat({ ...request, messages: messagesOf(request), answerSchema: request.answer }) }),
  perform: speak,
});

async function speak(request: Request, context: EffectContext): Promise<EffectResult> {
  const { fallback } = request;
  const connector = await context.ports.llm(request.connector, present({ fallback, permitted: context.permissions?.connectors }));
  const pieces: string[] = [];
  let end: Extract<ChatChunk, { kind: 'end' }> | undefined;
  for await (const chunk of connector.chat(chatRequest(request, context), context.signal)) {
    if (chunk.kind === 'end') {
      end = chunk;
      // Told before anything can refuse the answer: it is paid for.
      context.onUsage?.(usageOf(connector, end, request.model));
    } else {
      pieces.push(chunk.text);
      context.onProgress(chunk.text);
    }
  }
  if (end === undefined) throw new AppError('connector_unavailable', `connector '${connector.id}' ended its turn before it was whole`, { next: 'The engine asks again by itself; look at the connector if this stays.' });
  const usage = usageOf(connector, end, request.model);
  const { stop, model, toolCalls = [], answeredBy } = end;
  return { output: { text: pieces.join(''), stop, model, ...(toolCalls.length === 0 ? {} : { toolCalls: toolCalls.map((call) => ({ ...call })) }), ...hookNotes(request.hooked, end.hooks), ...present({ connector: answeredBy?.connector }) }, usage };
}

function chatRequest(request: Request, { key, attempt, origin }: EffectContext): ChatRequest {
  const { model, maxOutputTokens, temperature, answer, tools, last, hooks } = request;
  return { model, messages: messagesOf(request), maxOutputTokens, ...present({ temperature, answerSchema: answer, hooks }), ...(tools.length === 0 ? {} : { tools }), ...(last ? { mayUseTools: false } : {}), key, attempt, origin };
}

function messagesOf({ messages }: Request): readonly ChatMessage[] {
  return messages.map((message): ChatMessage => {
    if (message.role === 'assistant') return { role: 'assistant', text: message.text, ...present({ toolCalls: message.toolCalls }) };
    if (message.role === 'tool') return { role: 'tool', callId: message.callId, text: message.text, ...present({ isError: message.isError }) };
    return message;
  });
}
