import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { JsonRecord } from '../../model/json-value.ts';
import { HookNote, ModelHooks } from '../../model/model-hook.ts';
import { readJson } from '../../model/normal-json.ts';
import type { ModelChoice } from '../../ports/connector-registry-port.ts';
import type { ChatChunk, ChatRequest } from '../../ports/llm-connector.ts';
import { isSchema, schemaCheck } from '../json-schema.ts';
import { mostOfChat, usageOf } from '../model-usage.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { hookNotes } from './hook-notes.ts';
import { oneEffect, requestOf } from './one-effect.ts';

const Config = z.strictObject({
  connector: z.string().meta({ format: 'connector' }).optional().describe('Connector; the one chosen in settings if absent'),
  fallback: z.string().meta({ format: 'connector' }).optional().describe('Connector that stands in where that one is not available; the one chosen in settings if absent'),
  model: z.string().meta({ format: 'model' }).default('default').describe('Model of the connector'),
  system: z.string().meta({ format: 'prompt' }).optional().describe('What the model is told to be'),
  prompt: z.string().min(1).meta({ format: 'prompt' }).describe('What it is asked'),
  maxOutputTokens: z.int().min(1).max(100_000).default(1024).describe('Longest answer, in tokens'),
  temperature: z.number().min(0).max(2).optional(),
  answer: JsonRecord.refine(isSchema, 'a JSON Schema 2020-12 that can be used').meta({ format: 'json-schema' }).optional().describe('Fields the answer must have, as a JSON Schema (2020-12); it then stands in `json`'),
});
type Config = z.infer<typeof Config>;

/** One contact with the model. Whoever can ask again keeps an answer that does not fit, with what is wrong with it. */
const Request = Config.extend({ keepUnfit: z.boolean().optional(), hooks: ModelHooks.optional(), hooked: z.array(HookNote).optional() });
type Request = z.infer<typeof Request>;

const chatEffect = defineEffect<Request>({
  kind: 'llm.chat',
  repeat: 'safe',
  costsMoney: true,
  request: Request,
  asksModel: { texts: ['system', 'prompt', 'answer'] },
  most: (request) => ({ connector: request.connector, model: request.model, ...mostOfChat({ ...request, messages: messagesOf(request), answerSchema: request.answer }) }),
  perform: ask,
});

/** Asks a model once. Its text streams to watchers and is kept whole. */
export const llmChat = defineAction<Config>({
  type: 'llm.chat',
  version: 1,
  title: 'Ask a model',
  summary: 'Sends a prompt to a language model and keeps its answer',
  config: Config,
  output: {
    type: 'object',
    properties: { text: { type: 'string' }, json: {}, stop: { enum: ['end', 'length', 'refusal'] }, model: { type: 'string' }, connector: { type: 'string' }, hooks: { type: 'array', description: 'What hooks did with the call' } },
    required: ['text', 'stop', 'model'],
  },
  example: { prompt: 'Summarise in two sentences:\n{{ vars.notes }}' },
  effects: [chatEffect],
  origin: ['llm'],
  prompts: { texts: ['prompt'], system: 'system' },
  chooses: { connectors: ['connector', 'fallback'] },
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'llm.chat', request: requestOf(config) }),
});

async function ask(config: Request, context: EffectContext): Promise<EffectResult> {
  const connector = await context.ports.llm(config.connector, choiceOf(config, context));
  const pieces: string[] = [];
  let end: Extract<ChatChunk, { kind: 'end' }> | undefined;
  for await (const chunk of connector.chat(chatRequest(config, context), context.signal)) {
    if (chunk.kind === 'end') {
      end = chunk;
      // Told before anything can refuse the answer: it is paid for.
      context.onUsage?.(usageOf(connector, end, config.model));
    } else {
      pieces.push(chunk.text);
      context.onProgress(chunk.text);
    }
  }
  if (end === undefined) {
    throw new AppError('connector_unavailable', `connector '${connector.id}' ended its answer before it was whole`, { next: 'The engine asks again by itself; look at the connector if this stays.' });
  }
  const usage = usageOf(connector, end, config.model);
  const text = pieces.join('');
  return {
    output: { text, ...readAnswer(config, text, end.stop), stop: end.stop, model: end.model, ...hookNotes(config.hooked, end.hooks), ...(end.answeredBy === undefined ? {} : { connector: end.answeredBy.connector }) },
    usage,
  };
}

/** Who may stand in: nobody the workflow may not reach. */
function choiceOf({ fallback }: Config, { permissions }: EffectContext): ModelChoice {
  return { ...(fallback === undefined ? {} : { fallback }), ...(permissions?.connectors === undefined ? {} : { permitted: permissions.connectors }) };
}

function chatRequest(config: Request, context: EffectContext): ChatRequest {
  return {
    model: config.model,
    messages: messagesOf(config),
    maxOutputTokens: config.maxOutputTokens,
    ...(config.temperature === undefined ? {} : { temperature: config.temperature }),
    ...(config.answer === undefined ? {} : { answerSchema: config.answer }),
    ...(config.hooks === undefined ? {} : { hooks: config.hooks }),
    key: context.key,
    attempt: context.attempt,
    origin: context.origin,
  };
}

function messagesOf({ system, prompt }: Config): ChatRequest['messages'] {
  return [...(system === undefined ? [] : [{ role: 'system' as const, text: system }]), { role: 'user', text: prompt }];
}

/** What a whole answer adds to its text: the JSON it was asked for, or why it is none. Throws where nobody keeps one that does not fit. */
export function readAnswer(config: Pick<Request, 'answer' | 'keepUnfit'>, text: string, stop: string): JsonObject {
  try {
    return parsedAnswer(config, text, stop);
  } catch (error) {
    if (config.keepUnfit === true && error instanceof AppError) return { unfit: error.message };
    throw error;
  }
}

/** A refusal or an answer cut at the limit has no JSON to read; the workflow sees `stop` and decides. */
function parsedAnswer(config: Pick<Config, 'answer'>, text: string, stop: string): JsonObject {
  if (config.answer === undefined || stop !== 'end') return {};
  const value = parseJson(text);
  const [problem] = schemaCheck(config.answer)(value);
  if (problem === undefined) return { json: value };
  throw new AppError('input_invalid', `the model's answer does not fit the schema: ${problem.path}: ${problem.message}`, {
    next: 'Say more exactly in the prompt what to answer, or loosen the schema.',
  });
}

function parseJson(text: string): Json {
  const next = 'Say in the prompt that only JSON is wanted.';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('input_invalid', 'the model was asked for JSON and answered with something else', { next, cause });
  }
  const read = readJson(value);
  if (read.fault === undefined) return read.value;
  throw new AppError('input_invalid', `the model answered with JSON that cannot be kept: a value in it ${read.fault.reason}`, { next, data: { path: [...read.fault.path] } });
}
