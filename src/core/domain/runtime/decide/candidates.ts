import type { TriggerView } from '../../catalogue/trigger-kind.ts';
import type { Scope } from '../../expression/scope.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { ReadValues, RunError } from '../../model/run-facts.ts';
import type { LeavingState, VisitState } from '../../model/run-state.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { CompiledTransition, CompiledTrigger } from '../compile/compiled-definition.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { readingView, scopeAt } from './scope-view.ts';
import type { Turn } from './turn.ts';

/** What may fire: types of triggers, or one transition alone; and the error, where there is one. */
export interface Occasion {
  readonly by: readonly string[];
  readonly only?: string;
  readonly error?: RunError;
  /** Of those, only triggers it says yes to. */
  accepts?(trigger: CompiledTrigger): boolean;
}

/** A transition that fired and was not let through. */
export type RejectedCandidate = {
  readonly transition: string;
  readonly validator: string;
  readonly message: string;
  readonly recommendedAction?: string;
  readonly read: ReadValues;
  /** Of what the verdict read: a write to it would void the verdict. */
  readonly hash: string;
};

export interface Examination {
  readonly chosen?: LeavingState;
  readonly rejected: readonly RejectedCandidate[];
}

/** The first transition of the visit that fires and passes all its validators, in the order of examination. */
export function examine(turn: Turn, visit: VisitState, occasion: Occasion): Examination {
  const node = nodeAt(turn.workflow, visit.id);
  const scope = scopeAt(turn, visit.id, present({ error: occasion.error }));
  const rejected: RejectedCandidate[] = [];
  for (const transition of node?.outgoing ?? []) {
    if (occasion.only !== undefined && occasion.only !== transition.id) continue;
    const fired = firstFired(turn, transition, { ...occasion, scope });
    if (fired === undefined) continue;
    const verdict = validate(turn, transition, scope);
    if (verdict.rejected !== undefined) {
      rejected.push(verdict.rejected);
      continue;
    }
    const read = { ...fired.read, ...verdict.read };
    const chosen = present({ transition: transition.id, trigger: fired.trigger, read: Object.keys(read).length === 0 ? undefined : read, error: occasion.error });
    return { chosen, rejected };
  }
  return { rejected };
}

function firstFired(turn: Turn, transition: CompiledTransition, occasion: Occasion & { readonly scope: Scope }): { readonly trigger: string; readonly read: ReadValues } | undefined {
  for (const trigger of transition.triggers) {
    if (!occasion.by.includes(trigger.kind.type) || occasion.accepts?.(trigger) === false) continue;
    const view = readingView(turn, trigger.sources, occasion.scope);
    if (fires(trigger, { ...view, ...present({ error: occasion.error }) })) return { trigger: trigger.kind.type, read: view.values };
  }
  return undefined;
}

function fires(trigger: CompiledTrigger, view: TriggerView): boolean {
  return trigger.kind.fires?.(trigger.config, view) ?? true;
}

function validate(turn: Turn, transition: CompiledTransition, scope: Scope): { readonly read: ReadValues; readonly rejected?: RejectedCandidate } {
  let read: ReadValues = {};
  for (const validator of transition.validators) {
    const view = readingView(turn, validator.sources, scope);
    const verdict = validator.check(view);
    if (!verdict.ok) {
      const { message = verdict.detail, recommendedAction } = validator;
      const rejected = present({ transition: transition.id, validator: validator.id, message, recommendedAction, read: view.values, hash: sha256Hex(canonicalJson(view.values)) });
      return { read, rejected };
    }
    read = { ...read, ...view.values };
  }
  return { read };
}

/** The rejected candidates as parameters of an incident or an error. */
export function rejectedParams(rejected: readonly RejectedCandidate[]): JsonObject {
  return rejected.length === 0 ? {} : { rejected };
}
