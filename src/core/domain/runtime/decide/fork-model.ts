import type { JsonObject } from '../../model/json.ts';
import type { DecidedFact } from '../../model/run-facts.ts';
import type { ForkState } from '../../model/run-state.ts';

/** The kind of effect that asks a model. */
export const modelEffect = 'llm.chat';

/** The fact as a fork states it: a model call asks the fork's own model, if it names one. */
export function asForked(fork: ForkState | undefined, fact: DecidedFact): DecidedFact {
  const model = fork?.model;
  if (model === undefined || fact.type !== 'effect_scheduled' || fact.payload.kind !== modelEffect || fact.payload.request === undefined) return fact;
  return { ...fact, payload: { ...fact.payload, request: asking(fact.payload.request, { model }) } };
}

/** A model call's request with another prompt or another model. */
export function asking(request: JsonObject, { prompt, model }: { readonly prompt?: string; readonly model?: string }): JsonObject {
  return { ...request, ...(prompt === undefined ? {} : { prompt }), ...(model === undefined ? {} : { model }) };
}
