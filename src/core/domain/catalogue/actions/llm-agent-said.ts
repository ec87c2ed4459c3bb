import { isJsonList, isJsonObject, type Json } from '../../model/json.ts';
import { normalJson } from '../../model/normal-json.ts';
import { present } from '../../model/present.ts';
import type { ToolCall } from '../../ports/llm-connector.ts';
import type { Agent, Steps, Told } from './llm-agent-steps.ts';
import { requestOf } from './one-effect.ts';

/** What the model said in one turn. */
export interface Said {
  readonly text: string;
  readonly stop: string;
  readonly model: string;
  readonly connector?: string;
  readonly toolCalls: readonly ToolCall[];
}

/** Lets the model speak once. */
export function* speak({ config, tools, messages }: Agent, last: boolean): Steps<Said | Told> {
  const { connector, fallback, model, maxOutputTokens, temperature, answer } = config;
  const request = requestOf({ connector, fallback, model, messages: normalJson(messages.map((message) => requestOf(message))), tools: tools.map(({ spec }) => ({ ...spec })), last, maxOutputTokens, temperature, answer });
  const outcome = yield { kind: 'effects', requests: [{ kind: 'llm.turn', request }] };
  return outcome.ok ? saidOf(outcome.output) : { kind: 'error', error: outcome.error };
}

function saidOf(output: Json): Said {
  if (!isJsonObject(output)) return { text: '', stop: 'end', model: '', toolCalls: [] };
  const { text, stop, model, connector, toolCalls } = output;
  const calls = stop === 'tools' && isJsonList(toolCalls ?? null) ? (toolCalls as readonly Json[]).flatMap(callOf) : [];
  return { text: textOf(text), stop: stop === 'tools' && calls.length === 0 ? 'end' : textOf(stop), model: textOf(model), ...present({ connector: typeof connector === 'string' ? connector : undefined }), toolCalls: calls };
}

function callOf(call: Json): readonly ToolCall[] {
  if (!isJsonObject(call)) return [];
  return [{ id: textOf(call['id']), name: textOf(call['name']), arguments: textOf(call['arguments']) }];
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
