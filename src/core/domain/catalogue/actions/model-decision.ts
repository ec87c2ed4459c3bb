import { z } from 'zod';
import { isJsonList, type Json, type JsonObject } from '../../model/json.ts';
import { defineAction } from '../action-kind.ts';
import { checkedAnswer, mostAsked } from './checked-answer.ts';
import { ChoiceName } from '../config-fields.ts';

const Config = z.strictObject({
  prompt: z.string().min(1),
  choices: z.array(z.strictObject({ choice: ChoiceName, description: z.string() })).min(1),
  system: z.string().optional(),
  connector: z.string().optional(),
  model: z.string().optional(),
});
type Config = z.infer<typeof Config>;

/** What a decision asks its model. An answer nobody can use counts as no confidence, so that a person decides. */
export const modelDecision = defineAction<Config>({
  type: 'decision.model',
  version: 1,
  title: 'Ask a model to decide',
  summary: 'Asks for a choice, how sure the model is, why, and what else came into question',
  config: Config,
  output: {
    type: 'object',
    properties: { choice: {}, confidence: { type: 'number' }, rationale: { type: 'string' }, alternatives: { type: 'array' }, by: { enum: ['model', 'person'] } },
    required: ['choice', 'confidence', 'rationale', 'alternatives', 'by'],
  },
  example: { prompt: 'Which tone does this text have?', choices: [{ choice: 'friendly', description: '' }] },
  effects: [],
  origin: ['llm'],
  prompts: { texts: ['prompt'], system: 'system' },
  chooses: { connectors: ['connector'] },
  mostCalls: () => mostAsked,
  next(config, _input, outcomes) {
    const answer = checkedAnswer(outcomes, { request: requestOf(config), schema: answerSchema(config.choices.map(({ choice }) => choice)) });
    if (answer.kind === 'progress') return answer.progress;
    return { kind: 'output', output: answer.kind === 'answer' ? decided(answer.value) : { choice: null, confidence: 0, rationale: answer.problem, alternatives: [], by: 'model' } };
  },
});

function decided({ choice = null, confidence = 0, rationale = '', alternatives }: JsonObject): JsonObject {
  return { choice, confidence, rationale, alternatives: isJsonList(alternatives ?? null) ? (alternatives as Json) : [], by: 'model' };
}

function requestOf({ prompt, choices, system, connector, model }: Config): JsonObject & { readonly prompt: string } {
  const list = choices.map(({ choice, description }) => `- ${choice}${description === '' ? '' : `: ${description}`}`).join('\n');
  return {
    prompt: `${prompt}\n\nChoose exactly one of:\n${list}\n\nAnswer with JSON: {"choice": …, "confidence": from 0 to 1, "rationale": why, "alternatives": [{"choice": …, "confidence": …}]}`,
    ...(system === undefined ? {} : { system }),
    ...(connector === undefined ? {} : { connector }),
    ...(model === undefined ? {} : { model }),
  };
}

function answerSchema(choices: readonly string[]): JsonObject {
  const choice = { type: 'string', enum: choices };
  const confidence = { type: 'number', minimum: 0, maximum: 1 };
  return {
    type: 'object',
    properties: { choice, confidence, rationale: { type: 'string' }, alternatives: { type: 'array', items: { type: 'object', properties: { choice, confidence }, required: ['choice'] } } },
    required: ['choice', 'confidence', 'rationale'],
  };
}
