import { type SchemaCheck, schemaCheck } from '../../catalogue/json-schema.ts';
import { outputOf } from '../../catalogue/output-of.ts';
import type { JsonObject } from '../../model/json.ts';
import { isJsonList, isJsonObject, type Json } from '../../model/json.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { RunState, VisitState, WantedEffect } from '../../model/run-state.ts';
import type { CompiledAction, CompiledDefinition } from '../compile/compiled-definition.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { cardProblems } from '../decide/inputs/card-values.ts';
import { isBlocked } from '../decide/is-blocked.ts';
import type { Told } from '../decide.ts';
import { visitsOf } from '../evolve/region-tree.ts';
import type { TestedValues } from '../flow/tested-values.ts';
import { indexedReads } from '../flow/indexed-reads.ts';
import { withReadPlaces } from './read-samples.ts';
import { fieldOptions, fieldSample, leastOf, reference, sampleOf } from './samples.ts';
import { dimensionsBelow, type Dimension, variantsOf, withValue } from './variants.ts';

/** What the world around a run may do, for an exploration of it. */
export interface Environment {
  readonly workflow: CompiledDefinition;
  /** Values that the definition compares with, by path. */
  readonly tested: TestedValues;
  /** Values that come first where a path is given one: `inputs.amount`, `nodes.ask.say.text`. */
  readonly preferred?: ReadonlyMap<string, Json>;
  /** Effects may fail, and nobody may answer. */
  readonly hasFaults: boolean;
}

/** Everything that may happen to the run next, the plainest first; nothing where it waits for a person to resolve an incident, or has ended. */
export function nextChoices(environment: Environment, state: RunState): readonly Told[] {
  const at = state.at + 1000;
  if (state.ended !== undefined) return [];
  if (state.continueDue) return [{ at, input: { type: 'continue' } }];
  if (Object.values(state.incidents).some((incident) => incident.visit === '')) return [];
  const [effect] = Object.values(state.wanted).filter((wanted) => !isBlocked(state, wanted.visit));
  if (effect !== undefined) return outcomesOf(environment, effect).map((input) => ({ at: Math.max(at, effect.notBefore ?? 0), input }));
  const inputs = [...cardChoices(environment, state), ...approvalChoices(environment, state), ...armingChoices(state, at), ...visitsOf(state.root).flatMap((visit) => waitChoices(environment, state, visit))];
  return [...inputs.map((input) => ({ at, input })), ...timerChoices(environment, state, inputs.length === 0)];
}

function outcomesOf(environment: Environment, effect: WantedEffect): readonly RunInput[] {
  const action = actionOf(environment.workflow, effect);
  const takes = (output: Json): boolean => fitsOf(outputOf(action?.kind, effect.request))(output).length === 0;
  const prefix = `nodes.${effect.node}.${effect.action}`;
  const plain = outcomeSample(effect, action);
  const filled = withReadPlaces(plain, prefix, indexedReads(environment.workflow));
  const outputs = shaped(environment, { prefix, sample: takes(filled) ? filled : plain, more: answerOptions(effect), takes });
  const answers = [...outputs, ...leastAnswers(effect, plain)].map((output): RunInput => ({ type: 'effect_completed', effect: effect.id, attempt: effect.attempt, output }));
  const failure: RunInput = { type: 'effect_failed', effect: effect.id, attempt: effect.attempt, class: 'permanent', error: { code: 'connector_unavailable', message: 'It did not answer.' } };
  return environment.hasFaults ? [...answers, failure] : answers;
}

function actionOf(workflow: CompiledDefinition, { visit, action }: WantedEffect): CompiledAction | undefined {
  const found = nodeAt(workflow, visit);
  return [...(found?.entry ?? []), ...(found?.exit ?? []), ...(found?.userActions ?? []).map((one) => one.action)].find(({ id }) => id === action);
}

const checks = new WeakMap<JsonObject, SchemaCheck>();

/** The check of a kind's own schema, which is the same object every time. */
function fitsOf(schema: JsonObject): SchemaCheck {
  const known = checks.get(schema) ?? schemaCheck(schema);
  checks.set(schema, known);
  return known;
}

/** What an effect brings: what its action's schema says, and an answer that fits the schema it was asked for. */
function outcomeSample({ request }: WantedEffect, action: CompiledAction | undefined): Json {
  const output = sampleOf(outputOf(action?.kind, request));
  const answer = request['answer'];
  if (isJsonObject(answer)) return { ...reference, ...(isJsonObject(output) ? output : {}), json: sampleOf(answer), text: JSON.stringify(sampleOf(answer)), stop: 'end' };
  return isJsonObject(output) ? { ...output, ...reference } : output;
}

/** The answer without what its schema lets the model leave out. */
function leastAnswers({ request }: WantedEffect, sample: Json): readonly Json[] {
  const answer = request['answer'];
  if (!isJsonObject(answer) || !isJsonObject(sample)) return [];
  const least = leastOf(answer);
  const text = JSON.stringify(least);
  return text === JSON.stringify(sampleOf(answer)) ? [] : [{ ...sample, json: least, text }];
}

/** What a model may answer: every value of an enumeration, sure and unsure. */
function answerOptions({ request }: WantedEffect): readonly Dimension[] {
  const answer = request['answer'];
  const properties = isJsonObject(answer) ? answer['properties'] : undefined;
  return Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, schema]) => {
    if (!isJsonObject(schema)) return [];
    const { minimum, maximum } = schema;
    if (typeof minimum === 'number' && typeof maximum === 'number') return [{ path: ['json', name], values: [maximum, minimum] }];
    return isJsonList(schema['enum']) ? [{ path: ['json', name], values: schema['enum'] }] : [];
  });
}

function cardChoices(environment: Environment, state: RunState): readonly RunInput[] {
  const [card] = Object.values(state.cards).filter((asked) => asked.answer === undefined && !isBlocked(state, asked.visit));
  if (card === undefined) return [];
  const fields = environment.workflow.cards.get(card.cardId)?.fields ?? [];
  const sample = Object.fromEntries(fields.map((field) => [field.key, fieldSample(field)]));
  const options = fields.map((field): Dimension => ({ path: [field.key], values: fieldOptions(field) }));
  const least = Object.fromEntries(fields.filter((field) => field.required).map((field) => [field.key, fieldSample(field)]));
  const takes = (values: Json): boolean => Object.keys(cardProblems(fields, asObject(values))).length === 0;
  const answers = shaped(environment, { prefix: `nodes.${nodeOf(card.visit)}.card.values`, sample, more: options, takes });
  return [...answers, least].map((values, at): RunInput => ({ type: 'card', visit: card.visit, key: `answer-${at}`, values: asObject(values) }));
}

function approvalChoices({ hasFaults }: Environment, state: RunState): readonly RunInput[] {
  const [approval] = Object.values(state.approvals ?? {}).filter((one) => !isBlocked(state, one.visit));
  if (approval === undefined) return [];
  const voted = approval.votes.map((vote) => vote.by);
  const by = (approval.principals ?? [1, 2, 3, 4, 5].map((number) => `user:person-${number}`)).find((one) => !voted.includes(one)) ?? 'user:person';
  const decisions = hasFaults ? (['approve', 'reject'] as const) : (['approve'] as const);
  return decisions.map((decision) => ({ type: 'approval', visit: approval.visit, validator: approval.validator, key: `${decision}-${voted.length}`, hash: approval.hash, decision, by }));
}

function armingChoices(state: RunState, at: number): readonly RunInput[] {
  return Object.keys(state.arming ?? {}).map((timer) => ({ type: 'timer_armed', timer, tzdata: '2026a', dueAt: at + 3_600_000 }));
}

/** Signals a visit waits for, and transitions a person may take there. */
function waitChoices(environment: Environment, state: RunState, visit: VisitState): readonly RunInput[] {
  if (isBlocked(state, visit.id) || visit.leaving !== undefined) return [];
  const signals = (visit.waits?.signals ?? []).flatMap((name) => {
    const { takes } = nodeAt(environment.workflow, visit.id) ?? {};
    const isTaken = (payload: Json): boolean => takes === undefined || takes.check(payload).length === 0;
    const sample = takes === undefined ? {} : sampleOf(takes.schema);
    const shapes = shaped(environment, { prefix: `nodes.${visit.node}.signal.payload`, sample, more: [], takes: isTaken });
    const payloads = takes === undefined ? shapes : [...shapes, leastOf(takes.schema)].filter(isTaken);
    return payloads.map((payload, at): RunInput => ({ type: 'signal', emitter: 'world', id: `${state.at}-${at}`, name, payload, ...(visit.waits?.key === undefined ? {} : { key: visit.waits.key }) }));
  });
  const byHand = (nodeAt(environment.workflow, visit.id)?.outgoing ?? []).filter((transition) => transition.triggers.some((trigger) => trigger.kind.byHand === true));
  return [...signals, ...byHand.map(({ id }): RunInput => ({ type: 'command', name: 'fire', visit: visit.id, transition: id }))];
}

/** Time passes until the next deadline. */
function timerChoices({ hasFaults }: Environment, state: RunState, isOnlyWay: boolean): readonly Told[] {
  const [next] = Object.values(state.timers).filter((timer) => !isBlocked(state, timer.visit)).toSorted((left, right) => left.dueAt - right.dueAt);
  if (next === undefined || !(hasFaults || isOnlyWay)) return [];
  return [{ at: Math.max(state.at, next.dueAt), input: { type: 'timer', id: next.id } }];
}

/** A place in the run where a value comes in from outside. */
export interface Shape {
  readonly prefix: string;
  readonly sample: Json;
  readonly more: readonly Dimension[];
  /** Whether the value may come in with this; all may where it is left out. */
  readonly takes?: (value: Json) => boolean;
}

/** The sample with what is preferred, and what it becomes with the values that are compared. */
export function shaped({ tested, preferred = new Map() }: Pick<Environment, 'tested' | 'preferred'>, { prefix, sample, more, takes = () => true }: Shape): readonly Json[] {
  let first = sample;
  for (const [path, value] of preferred) {
    if (path.startsWith(`${prefix}.`)) first = withValue(first, path.slice(prefix.length + 1).split('.'), value);
    else if (path === prefix) first = value;
  }
  const dimensions = new Map<string, Dimension>();
  for (const { path, values } of [...dimensionsBelow(tested, prefix, first), ...more]) {
    const key = path.join('.');
    const known = dimensions.get(key)?.values ?? [];
    dimensions.set(key, { path, values: [...new Set([...known, ...values.filter((value) => takes(withValue(first, path, value)))])] });
  }
  return variantsOf(first, [...dimensions.values()]);
}

function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}
