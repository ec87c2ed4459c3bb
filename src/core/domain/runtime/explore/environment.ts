import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { RunInput, StartInput } from '../../model/run-input.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import type { CompiledAction, CompiledDefinition } from '../compile/compiled-definition.ts';
import { isBlocked } from '../decide/incidents.ts';
import type { Told } from '../decide.ts';
import type { TestedValues } from '../flow/tested-values.ts';
import { fieldOptions, fieldSample, reference, sampleOf } from './samples.ts';
import { dimensionsBelow, type Dimension, valueAt, variantsOf, withValue } from './variants.ts';

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

const firstInstant = 1_767_225_600_000;

/** Every way to begin, the plainest first. */
export function startChoices(environment: Environment): readonly Told[] {
  const { workflow } = environment;
  const { properties } = workflow.definition.inputs;
  const schemas = isJsonObject(properties) ? properties : {};
  const sample = sampleOf({ ...workflow.definition.inputs, type: 'object' });
  const options = Object.entries(schemas).flatMap(([name, schema]): readonly Dimension[] => {
    const known = isJsonObject(schema) ? (schema['enum'] ?? (schema['type'] === 'boolean' ? [true, false] : undefined)) : undefined;
    return Array.isArray(known) && !environment.tested.has(`inputs.${name}`) ? [{ path: [name], values: known as readonly Json[] }] : [];
  });
  const variants = shaped(environment, { prefix: 'inputs', sample, more: options });
  const withoutOptional = isJsonObject(sample) ? [onlyRequired(workflow.definition.inputs, sample)] : [];
  return [...variants, ...withoutOptional].filter((inputs) => workflow.checkInputs({ ...workflow.inputDefaults, ...asObject(inputs) }).length === 0).map((inputs) => ({ at: firstInstant, input: startOf(asObject(inputs)) }));
}

function onlyRequired(schema: JsonObject, sample: JsonObject): JsonObject {
  const required = schema['required'];
  return Object.fromEntries(Object.entries(sample).filter(([name]) => Array.isArray(required) && required.includes(name)));
}

function asObject(value: Json): JsonObject {
  return isJsonObject(value) ? value : {};
}

function startOf(inputs: JsonObject): StartInput {
  return { type: 'start', run: 'run', workflow: 'workflow', definitionHash: '0'.repeat(64), inputs, seed: 'seed', attended: true, pins: {} };
}

/** Everything that may happen to the run next, the plainest first; nothing where it waits for a person to resolve an incident, or has ended. */
export function nextChoices(environment: Environment, state: RunState): readonly Told[] {
  const at = state.at + 1000;
  if (state.ended !== undefined) return [];
  if (state.continueDue) return [{ at, input: { type: 'continue' } }];
  if (Object.values(state.incidents).some((incident) => incident.visit === '')) return [];
  const [effect] = Object.values(state.wanted).filter((wanted) => !isBlocked(state, wanted.visit));
  if (effect !== undefined) return outcomesOf(environment, effect).map((input) => ({ at: Math.max(at, effect.notBefore ?? 0), input }));
  return [...cardChoices(environment, state).map((input) => ({ at, input })), ...timerChoices(environment, state)];
}

function outcomesOf(environment: Environment, effect: WantedEffect): readonly RunInput[] {
  const action = actionOf(environment.workflow, effect);
  const sample = outcomeSample(effect, action);
  const outputs = shaped(environment, { prefix: `nodes.${effect.node}.${effect.action}`, sample, more: [] });
  const answers = outputs.map((output): RunInput => ({ type: 'effect_completed', effect: effect.id, attempt: effect.attempt, output }));
  const failure: RunInput = { type: 'effect_failed', effect: effect.id, attempt: effect.attempt, class: 'permanent', error: { code: 'connector_unavailable', message: 'It did not answer.' } };
  return environment.hasFaults ? [...answers, failure] : answers;
}

function actionOf(workflow: CompiledDefinition, { node, action }: WantedEffect): CompiledAction | undefined {
  const found = workflow.nodes.get(node);
  return [...(found?.entry ?? []), ...(found?.exit ?? [])].find(({ id }) => id === action);
}

/** What an effect brings: what its action's schema says, and an answer that fits the schema it was asked for. */
function outcomeSample({ request }: WantedEffect, action: CompiledAction | undefined): Json {
  const output = sampleOf(action?.kind.output ?? {});
  if (!isJsonObject(output)) return output;
  const answer = request['answer'];
  const asked = isJsonObject(answer) ? { json: sampleOf(answer), text: JSON.stringify(sampleOf(answer)) } : {};
  return { ...reference, ...output, ...asked };
}

function cardChoices(environment: Environment, state: RunState): readonly RunInput[] {
  const [card] = Object.values(state.cards).filter((asked) => asked.answer === undefined && !isBlocked(state, asked.visit));
  if (card === undefined) return [];
  const fields = environment.workflow.cards.get(card.cardId)?.fields ?? [];
  const sample = Object.fromEntries(fields.map((field) => [field.key, fieldSample(field)]));
  const options = fields.map((field): Dimension => ({ path: [field.key], values: fieldOptions(field) }));
  const least = Object.fromEntries(fields.filter((field) => field.required).map((field) => [field.key, fieldSample(field)]));
  const answers = shaped(environment, { prefix: `nodes.${nodeOf(card.visit)}.card.values`, sample, more: options });
  return [...answers, least].map((values, at): RunInput => ({ type: 'card', visit: card.visit, key: `answer-${at}`, values: asObject(values) }));
}

/** Time passes until the next deadline. */
function timerChoices(environment: Environment, state: RunState): readonly Told[] {
  const open = Object.values(state.timers).filter((timer) => !isBlocked(state, timer.visit)).toSorted((left, right) => left.dueAt - right.dueAt);
  const [next] = open;
  const isOnlyWay = Object.keys(state.cards).length === 0;
  if (next === undefined || !(environment.hasFaults || isOnlyWay)) return [];
  return [{ at: Math.max(state.at, next.dueAt), input: { type: 'timer', id: next.id } }];
}

interface Shape {
  readonly prefix: string;
  readonly sample: Json;
  readonly more: readonly Dimension[];
}

/** The sample with what is preferred, and what it becomes with the values that are compared. */
function shaped({ tested, preferred = new Map() }: Environment, { prefix, sample, more }: Shape): readonly Json[] {
  let first = sample;
  for (const [path, value] of preferred) {
    if (path.startsWith(`${prefix}.`)) first = withValue(first, path.slice(prefix.length + 1).split('.'), value);
    else if (path === prefix) first = value;
  }
  const compared = dimensionsBelow(tested, prefix, first).filter(({ path }) => path.length === 0 || valueAt(first, path) !== undefined || isJsonObject(first));
  return variantsOf(first, [...compared, ...more.filter(({ path }) => !compared.some((one) => one.path.join('.') === path.join('.')))]);
}
