import type { ChatCompletionCreateParamsStreaming, ChatCompletionMessageParam } from 'openai/resources/chat/completions';
import type { ChatMessage, ChatRequest } from '../domain/ports/llm-connector.ts';
import { isStrictSchema } from './schema-shape.ts';

export interface OpenaiRequestOptions {
  readonly model: string;
  /** OpenAI renamed the field for models that think; programs that speak its language know the old name. */
  readonly lengthField: 'max_completion_tokens' | 'max_tokens';
  readonly takesTemperature: boolean;
}

/** A chat as OpenAI's chat completions take it. Usage comes only where a stream asks for it. */
export function openaiRequest(request: ChatRequest, { model, lengthField, takesTemperature }: OpenaiRequestOptions): ChatCompletionCreateParamsStreaming {
  return {
    model,
    messages: request.messages.map(messageOf),
    stream: true,
    stream_options: { include_usage: true },
    [lengthField]: request.maxOutputTokens,
    ...(request.temperature === undefined || !takesTemperature ? {} : { temperature: request.temperature }),
    ...(request.answerSchema === undefined
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: { ...request.answerSchema }, strict: isStrictSchema(request.answerSchema) } } }),
    ...(request.tools === undefined || request.tools.length === 0
      ? {}
      : { tools: request.tools.map(({ name, description, parameters }) => ({ type: 'function' as const, function: { name, description, parameters: { ...parameters } } })), ...(request.mayUseTools === false ? { tool_choice: 'none' as const } : {}) }),
  };
}

function messageOf(message: ChatMessage): ChatCompletionMessageParam {
  if (message.role === 'tool') return { role: 'tool', tool_call_id: message.callId, content: message.isError === true ? `Error: ${message.text}` : message.text };
  if (message.role !== 'assistant') return { role: message.role, content: message.text };
  const calls = message.toolCalls ?? [];
  if (calls.length === 0) return { role: 'assistant', content: message.text };
  return {
    role: 'assistant',
    content: message.text === '' ? null : message.text,
    tool_calls: calls.map((call) => ({ id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } })),
  };
}
