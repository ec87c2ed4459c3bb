import type { ContentBlockParam, MessageCreateParamsStreaming, MessageParam, Tool } from '@anthropic-ai/sdk/resources/messages/messages';
import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';
import type { ChatMessage, ChatRequest } from '../domain/ports/llm-connector.ts';
import { hasOpenObject } from './schema-shape.ts';

export interface ClaudeRequestOptions {
  readonly model: string;
  readonly takesTemperature: boolean;
  /** Narrows a schema to what the vendor can hold an answer to. */
  readonly narrow: (schema: JsonObject) => { readonly [keyword: string]: unknown };
}

/** Older models take a temperature, which the SDK's types have forgotten. */
type Params = MessageCreateParamsStreaming & { readonly temperature?: number };

/** A chat as Anthropic's messages take it: what the system says stands apart, and results of tools are words of the user. */
export function claudeRequest(request: ChatRequest, { model, takesTemperature, narrow }: ClaudeRequestOptions): Params {
  const format = request.answerSchema === undefined ? undefined : narrowed(request.answerSchema, narrow);
  const asked = request.answerSchema !== undefined && format === undefined ? [`Answer with JSON alone, without any other word, that fits this JSON Schema:\n${JSON.stringify(request.answerSchema)}`] : [];
  const system = [...request.messages.filter((message) => message.role === 'system').map((message) => message.text), ...asked].join('\n\n');
  return {
    model,
    max_tokens: request.maxOutputTokens,
    stream: true,
    messages: messagesOf(request.messages),
    ...(system === '' ? {} : { system }),
    ...(request.temperature === undefined || !takesTemperature ? {} : { temperature: Math.min(1, request.temperature) }),
    ...(format === undefined ? {} : { output_config: { format: { type: 'json_schema', schema: format } } }),
    ...(request.tools === undefined || request.tools.length === 0 ? {} : { tools: request.tools.map(toolOf), ...(request.mayUseTools === false ? { tool_choice: { type: 'none' as const } } : {}) }),
  };
}

/** Undefined where the vendor cannot hold an answer to the schema; then words ask for it, and whoever asked checks the answer anyway. */
function narrowed(schema: JsonObject, narrow: ClaudeRequestOptions['narrow']): { readonly [keyword: string]: unknown } | undefined {
  if (hasOpenObject(schema)) return undefined;
  try {
    return narrow(schema);
  } catch {
    return undefined;
  }
}

function toolOf({ name, description, parameters }: NonNullable<ChatRequest['tools']>[number]): Tool {
  return { name, description, input_schema: { ...parameters, type: 'object' } };
}

/** Neighbours of one side are one message. */
function messagesOf(messages: readonly ChatMessage[]): MessageParam[] {
  const merged: { role: 'user' | 'assistant'; content: ContentBlockParam[] }[] = [];
  for (const message of messages) {
    if (message.role === 'system') continue;
    const role = message.role === 'assistant' ? 'assistant' : 'user';
    const blocks = blocksOf(message);
    const last = merged.at(-1);
    if (last?.role === role) last.content.push(...blocks);
    else if (blocks.length > 0) merged.push({ role, content: [...blocks] });
  }
  return merged;
}

function blocksOf(message: ChatMessage): readonly ContentBlockParam[] {
  if (message.role === 'tool') return [{ type: 'tool_result', tool_use_id: message.callId, content: message.text, ...(message.isError === true ? { is_error: true } : {}) }];
  const text = message.text === '' ? [] : [{ type: 'text' as const, text: message.text }];
  if (message.role !== 'assistant') return text;
  return [...text, ...(message.toolCalls ?? []).map((call) => ({ type: 'tool_use' as const, id: call.id, name: call.name, input: argumentsOf(call.arguments) }))];
}

/** The vendor wants an object; what a model once wrote and nobody could read is handed back as the text it was. */
function argumentsOf(text: string): JsonObject {
  try {
    const value = JSON.parse(text === '' ? '{}' : text) as Json;
    return isJsonObject(value) ? value : { value };
  } catch {
    return { unreadable: text };
  }
}
