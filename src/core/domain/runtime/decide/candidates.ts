import type { TriggerView } from '../../catalogue/trigger-kind.ts';
import type { Scope } from '../../expression/scope.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { own } from '../../model/own.ts';
import { present } from '../../model/present.ts';
import type { ReadValues, RunError } from '../../model/run-facts.ts';
import type { LeavingState, VisitState } from '../../model/run-state.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { CompiledAsk, CompiledTransition, CompiledTrigger, CompiledValidator } from '../compile/compiled-definition.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { type Question, questionOf } from './questions.ts';
import { readingView, scopeAt } from './scope-view.ts';
import type { Turn } from './turn.ts';

/** What may fire: types of triggers, or one transition alone; and the error, where there is one. */
export interface Occasion {
  readonly by: readonly string[];
  readonly only?: string;
  readonly error?: RunError;
  /** The event was before, and this is what fired then. */
  readonly fired?: Fired;
  /** Validators are not asked. */
  readonly skipValidators?: true;
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

/** A transition that fired, and whose next validator has to ask somebody. */
export interface PendingCandidate {
  readonly transition: string;
  readonly trigger: string;
  readonly read?: ReadValues;
  readonly question: Question;
}

export interface Examination {
  readonly chosen?: LeavingState;
  readonly pending?: PendingCandidate;
  /** Somebody is being asked already. */
  readonly isAsked?: true;
  readonly rejected: readonly RejectedCandidate[];
}

/** The first transition of the visit that fires and passes all its validators, in the order of examination. */
export function examine(turn: Turn, visit: VisitState, occasion: Occasion): Examination {
  const node = nodeAt(turn.workflow, visit.id);
  const scope = scopeAt(turn, visit.id, occasion.error === undefined ? {} : { error: occasion.error });
  const rejected: RejectedCandidate[] = [];
  for (const transition of node?.outgoing ?? []) {
    if (occasion.only !== undefined && occasion.only !== transition.id) continue;
    const fired = occasion.fired ?? firstFired(turn, transition, { ...occasion, scope, decision: decisionIn(scope, visit.node) });
    if (fired === undefined) continue;
    const verdict: Validation = occasion.skipValidators === true ? { read: { skipValidators: true } } : validate(turn, { visit, transition, scope });
    if (verdict.isAsked === true) return { rejected, isAsked: true };
    if (verdict.question !== undefined) return { rejected, pending: present({ transition: transition.id, trigger: fired.trigger, read: withoutNone(fired.read), question: verdict.question }) };
    if (verdict.rejected !== undefined) {
      rejected.push(verdict.rejected);
      continue;
    }
    const read = withoutNone(joined(fired.read, verdict.read));
    return { chosen: present({ transition: transition.id, trigger: fired.trigger, read, error: occasion.error }), rejected };
  }
  return { rejected };
}

/** What a decision decided last, as it stands in scope. */
export function decisionIn({ nodes }: Scope, node: string): Json | undefined {
  const outputs = isJsonObject(nodes) ? own(nodes, node) : undefined;
  return outputs !== undefined && isJsonObject(outputs) ? outputs['decision'] : undefined;
}

function withoutNone(read: ReadValues): ReadValues | undefined {
  return isEmpty(read) ? undefined : read;
}

/** What was read first and then, as one. */
export function joined(first: ReadValues, then: ReadValues): ReadValues {
  if (isEmpty(then)) return first;
  return isEmpty(first) ? then : { ...first, ...then };
}

function isEmpty(read: ReadValues): boolean {
  for (const _ in read) return false;
  return true;
}

/** Which trigger fired, and what it read. */
export interface Fired {
  readonly trigger: string;
  readonly read: ReadValues;
}

type Firing = Occasion & { readonly scope: Scope; readonly decision: Json | undefined };

function firstFired(turn: Turn, transition: CompiledTransition, occasion: Firing): Fired | undefined {
  for (const trigger of transition.triggers) {
    if (!occasion.by.includes(trigger.kind.type) || occasion.accepts?.(trigger) === false) continue;
    const values = trigger.kind.fires === undefined ? nothingRead : valuesOfFiring(turn, trigger, occasion);
    if (values !== undefined) return { trigger: trigger.kind.type, read: trigger.kind.choice === undefined ? values : { ...values, ...choiceRead(occasion.decision) } };
  }
  return undefined;
}

const nothingRead: ReadValues = {};

/** What the trigger read to fire; undefined when it does not. */
function valuesOfFiring(turn: Turn, trigger: CompiledTrigger, { scope, error, decision }: Firing): ReadValues | undefined {
  const view = readingView(turn, trigger.sources, scope);
  return fires(trigger, { ...view, ...present({ error, decision }) }) ? view.values : undefined;
}

/** What a model decided is read by the trigger itself and not by an expression. */
function choiceRead(decision: Json | undefined): ReadValues {
  if (decision === undefined || !isJsonObject(decision)) return {};
  const { choice = null, confidence = null } = decision;
  return { choice, confidence };
}

function fires(trigger: CompiledTrigger, view: TriggerView): boolean {
  return trigger.kind.fires?.(trigger.config, view) ?? true;
}

interface Validation {
  readonly read: ReadValues;
  readonly rejected?: RejectedCandidate;
  /** The next validator has to ask. */
  readonly question?: Question;
  readonly isAsked?: true;
}

interface Validated {
  readonly visit: VisitState;
  readonly transition: CompiledTransition;
  readonly scope: Scope;
}

function validate(turn: Turn, at: Validated): Validation {
  const { transition, scope } = at;
  let read = nothingRead;
  for (const validator of transition.validators) {
    if (validator.ask !== undefined) {
      const asked = askedBefore(turn, at, { validator, ask: validator.ask });
      if (asked.rejected !== undefined || asked.question !== undefined || asked.isAsked === true) return { ...asked, read };
      read = { ...read, ...asked.read };
      continue;
    }
    const view = readingView(turn, validator.sources, scope);
    const verdict = validator.check(view);
    if (!verdict.ok) {
      const { message = verdict.detail, recommendedAction } = validator;
      const rejected = present({ transition: transition.id, validator: validator.id, message, recommendedAction, read: view.values, hash: sha256Hex(canonicalJson(view.values)) });
      return { read, rejected };
    }
    read = joined(read, view.values);
  }
  return { read };
}

/** What was said so far counts as long as the question is the same. */
function askedBefore(turn: Turn, { visit, transition }: Validated, { validator, ask }: { readonly validator: CompiledValidator; readonly ask: CompiledAsk }): Validation {
  const candidate = own(visit.candidates, transition.id);
  if (candidate?.asks?.validator === validator.id) return { read: {}, isAsked: true };
  const question = questionOf(turn, visit, { transition, validator, ask });
  const said = own(candidate?.verdicts, validator.id);
  if (said?.hash !== question.hash) return { read: {}, question };
  if (said.ok) return { read: { [validator.id]: true } };
  const { message = said.detail ?? 'it did not pass', recommendedAction } = validator;
  return { read: {}, rejected: present({ transition: transition.id, validator: validator.id, message, recommendedAction, read: {}, hash: question.hash }) };
}

/** The rejected candidates as parameters of an incident or an error. */
export function rejectedParams(rejected: readonly RejectedCandidate[]): JsonObject {
  return rejected.length === 0 ? {} : { rejected };
}
