import type { JsonObject } from '../../model/json.ts';
import type { DecidedFact } from '../../model/run-facts.ts';
import type { RunState } from '../../model/run-state.ts';

/** The kind of effect that asks a model once, with a prompt. */
export const modelEffect = 'llm.chat';

/** From these rules on the turns of agents ask the fork's own model, too. */
const turnsFrom = 2;

/** The fact as a fork states it: a model call asks the fork's own connector and model, if it names them. */
export function asForked({ fork, semantics }: Pick<RunState, 'fork' | 'semantics'>, fact: DecidedFact): DecidedFact {
  if (fork === undefined || (fork.model === undefined && fork.connector === undefined)) return fact;
  if (fact.type !== 'effect_scheduled' || !asksModel(fact.payload, semantics) || fact.payload.request === undefined) return fact;
  return { ...fact, payload: { ...fact.payload, request: asking(fact.payload.request, fork) } };
}

/** Whether an effect of a run by these rules is a call of a model. */
export function asksModel({ kind }: { readonly kind: string }, semantics: number): boolean {
  return kind === modelEffect || (semantics >= turnsFrom && kind === 'llm.turn');
}

interface Asked {
  readonly prompt?: string;
  readonly model?: string;
  readonly connector?: string;
}

/** A model call's request with another prompt, another model or another connector, which is asked for its own model where none is named. */
export function asking(request: JsonObject, { prompt, model, connector }: Asked): JsonObject {
  const isOther = connector !== undefined && connector !== request['connector'];
  return {
    ...request,
    ...(isOther ? { connector, ...(request['model'] === undefined ? {} : { model: 'default' }) } : {}),
    ...(prompt === undefined ? {} : { prompt }),
    ...(model === undefined ? {} : { model }),
  };
}
