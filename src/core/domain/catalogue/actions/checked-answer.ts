import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { ActionProgress, EffectOutcome } from '../action-kind.ts';
import { schemaCheck } from '../json-schema.ts';

/** What a model is asked for: a request of `llm.chat` without its schema, and the schema the answer must fit. */
export interface CheckedQuestion {
  readonly request: JsonObject & { readonly prompt: string };
  readonly schema: JsonObject;
}

export type CheckedAnswer =
  | { readonly kind: 'progress'; readonly progress: ActionProgress }
  | { readonly kind: 'answer'; readonly value: JsonObject }
  /** The model was asked twice, and neither answer could be used. */
  | { readonly kind: 'unusable'; readonly problem: string };

/** The calls it makes at most. */
export const mostAsked = 2;

/**
 * Asks a model for an object of a schema. An answer that does not fit is shown to the model once more, as an effect of its
 * own; a second one that does not is no answer.
 */
export function checkedAnswer(outcomes: readonly EffectOutcome[], question: CheckedQuestion): CheckedAnswer {
  const last = outcomes.at(-1);
  if (last === undefined) return { kind: 'progress', progress: asking(question) };
  if (!last.ok) return { kind: 'progress', progress: { kind: 'error', error: last.error } };
  const read = readAnswer(last.output, question.schema);
  if (typeof read !== 'string') return { kind: 'answer', value: read };
  return outcomes.length >= mostAsked ? { kind: 'unusable', problem: read } : { kind: 'progress', progress: asking(repaired(question, last.output, read)) };
}

function asking({ request, schema }: CheckedQuestion): ActionProgress {
  return { kind: 'effects', requests: [{ kind: 'llm.chat', request: { model: 'default', maxOutputTokens: 1024, ...request, answer: schema, keepUnfit: true } }] };
}

/** The object, or what is wrong with the answer. */
function readAnswer(output: Json, schema: JsonObject): JsonObject | string {
  if (!isJsonObject(output)) return 'there was no answer';
  const { json, unfit, stop } = output;
  if (json === undefined) return typeof unfit === 'string' ? unfit : `the answer ended with ${JSON.stringify(stop ?? null)}`;
  const [problem] = schemaCheck(schema)(json);
  if (problem !== undefined) return `${problem.path}: ${problem.message}`;
  return isJsonObject(json) ? json : 'the answer is no object';
}

function repaired({ request, schema }: CheckedQuestion, output: Json, problem: string): CheckedQuestion {
  const said = isJsonObject(output) && typeof output['text'] === 'string' ? output['text'].slice(0, 4000) : '';
  const again = `${request.prompt}\n\nYour last answer could not be used: ${problem}\n<answer>\n${said}\n</answer>\nAnswer again, with JSON only, that fits this schema:\n${JSON.stringify(schema)}`;
  return { request: { ...request, prompt: again }, schema };
}
