import type { Catalogue } from '../../catalogue/catalogue.ts';
import { outputOf } from '../../catalogue/output-of.ts';
import type { TypeScope } from '../../expression/static/infer-type.ts';
import { anything, closedMap, type MemberType, typeOfKind, typeOfSchema, type ValueType } from '../../expression/static/value-type.ts';
import { findCard, idOf, indexOf, listIn, nameOf, nodesIn, textIn } from '../../model/edit/definition-reading.ts';
import { isBlockType } from '../../model/card.ts';
import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { bodiesAround, type ScopePlace } from './scope-place.ts';

/** One thing that stands in scope, with what is known of it. */
export interface ReadableValue {
  readonly path: string;
  readonly type: ValueType;
  readonly from: string;
  /** It is a member that what holds it may be without. */
  readonly isOptional?: boolean;
  readonly writers: readonly string[];
}

/** What a definition leaves in scope, as far as it can be read: one that is half done has a scope, too. */
export function readableValues(catalogue: Catalogue, definition: JsonObject, place: ScopePlace): readonly ReadableValue[] {
  return [...inputsOf(definition), ...variablesOf(catalogue, definition, place), ...nodesOf(catalogue, definition, place), ...loopsOf(definition, place), ...ofTheRun];
}

/** The same as the types of the roots, to infer from. */
export function typesOf(values: readonly ReadableValue[], { bodies }: ScopePlace): TypeScope {
  const tree = new Map<string, ValueType>();
  for (const root of ['inputs', 'vars', 'nodes', 'loops', 'run', 'error'] as const) tree.set(root, rootType(values, root));
  tree.set('now', typeOfKind('timestamp'));
  if (bodies.length > 0) tree.set('index', typeOfKind('number'));
  return (root) => tree.get(root) ?? anything;
}

function rootType(values: readonly ReadableValue[], root: string): ValueType {
  const own = values.filter(({ path }) => path.startsWith(`${root}.`)).map(({ path, type }) => ({ names: path.split('.').slice(1), type }));
  return treeType(own);
}

function treeType(values: readonly { readonly names: readonly string[]; readonly type: ValueType }[]): ValueType {
  const byName = Map.groupBy(values, ({ names }) => names[0] ?? '');
  return closedMap([...byName].map(([name, members]) => {
    const whole = members.find(({ names }) => names.length === 1);
    return [name, whole?.type ?? treeType(members.map(({ names, type }) => ({ names: names.slice(1), type })))] as const;
  }));
}

const reading = { areMembersKnown: true } as const;

function inputsOf({ inputs }: JsonObject): readonly ReadableValue[] {
  const properties = isJsonObject(inputs) && isJsonObject(inputs['properties']) ? inputs['properties'] : {};
  return Object.entries(properties).map(([name, schema]) => ({ path: `inputs.${name}`, type: typeOfSchema(schema, reading), from: 'Input of the run', writers: ['inputs'] }));
}

function variablesOf(catalogue: Catalogue, definition: JsonObject, { bodies }: ScopePlace): readonly ReadableValue[] {
  const { regions } = indexOf(definition);
  const around = bodies.map((body) => regions.get(body)?.region).filter((region) => region !== undefined);
  const declared = [definition, ...around].flatMap(({ variables }) => (isJsonObject(variables ?? null) ? Object.entries(variables as JsonObject) : []));
  const writers = Map.groupBy(assignments(catalogue, definition), ({ name }) => name);
  return declared.map(([name, variable]) => {
    const found = writers.get(name) ?? [];
    const who = [...new Set(found.map(({ words }) => words))];
    return { path: `vars.${name}`, type: isJsonObject(variable) ? typeOfSchema(variable['schema'], reading) : anything, from: who.length === 0 ? 'Variable; nothing changes it' : `Variable; set by ${who.join(', ')}`, writers: found.map(({ where }) => where) };
  });
}

interface Assignment {
  readonly name: string;
  readonly where: string;
  readonly words: string;
}

function assignments(catalogue: Catalogue, definition: JsonObject): readonly Assignment[] {
  return nodesIn(definition).flatMap((node) =>
    stepsIn(node).flatMap((step): readonly Assignment[] => {
      const config = isJsonObject(step['config']) ? step['config'] : {};
      const [name] = catalogue.actions.get(textIn(step, 'type') ?? '')?.assigns?.(config) ?? [];
      return name === undefined ? [] : [{ name, where: `nodes.${idOf(node)}.actions.${idOf(step)}`, words: `${nameOf(step)} in ${nameOf(node)}` }];
    }),
  );
}

/** All the actions of a node. */
export function stepsIn(node: JsonObject): readonly JsonObject[] {
  const byHand = listIn(node, 'userActions').flatMap(({ id, label, action }): readonly JsonObject[] => (isJsonObject(action ?? null) ? [{ ...(action as JsonObject), id: id ?? '', name: label ?? '' }] : []));
  return [...listIn(node, 'entry'), ...listIn(node, 'exit'), ...byHand];
}

function nodesOf(catalogue: Catalogue, definition: JsonObject, { bodies }: ScopePlace): readonly ReadableValue[] {
  const { nodes } = indexOf(definition);
  return [...nodes].flatMap(([id, { part, region }]) => {
    // What stands in a body that runs beside others is seen there alone.
    const isSeen = bodiesAround(definition, region).every((body) => bodies.includes(body) || !isBeside(catalogue, definition, body));
    return isSeen ? yieldsOf(catalogue, definition, { id, node: part }) : [];
  });
}

function isBeside(catalogue: Catalogue, definition: JsonObject, body: string): boolean {
  const container = indexOf(definition).regions.get(body)?.node;
  return catalogue.nodes.get(textIn(container ?? {}, 'type') ?? '')?.isSpread === true;
}

function yieldsOf(catalogue: Catalogue, definition: JsonObject, { id, node }: { readonly id: string; readonly node: JsonObject }): readonly ReadableValue[] {
  const kind = catalogue.nodes.get(textIn(node, 'type') ?? '');
  const config = isJsonObject(node['config']) ? node['config'] : {};
  const own = (name: string, type: ValueType): ReadableValue => ({ path: `nodes.${id}.${name}`, type, from: nameOf(node), writers: [`nodes.${id}`] });
  const card = node['type'] === 'uiCard' ? [own('card', cardType(findCard(definition, textIn(config, 'card') ?? '')))] : [];
  const kept = kind?.reserves === undefined ? [] : [own(kind.reserves, kind.reserves === 'signal' ? signalType(config) : anything)];
  const actions = stepsIn(node).map((step): ReadableValue => ({ path: `nodes.${id}.${idOf(step)}`, type: outputType(catalogue, step), from: `${nameOf(step)} in ${nameOf(node)}`, writers: [`nodes.${id}.actions.${idOf(step)}`] }));
  return [...card, ...kept, ...actions.filter(({ path }) => path !== `nodes.${id}.`)].flatMap(withMembers);
}

function outputType(catalogue: Catalogue, step: JsonObject): ValueType {
  const config = isJsonObject(step['config']) ? step['config'] : {};
  const type = typeOfSchema(outputOf(catalogue.actions.get(textIn(step, 'type') ?? ''), config), reading);
  const answer = config['answer'];
  if (step['onError'] === 'continue' || type.members === undefined || !isJsonObject(answer) || JSON.stringify(answer).includes('{{')) return type;
  return { ...type, members: new Map([...type.members, ['json', { type: typeOfSchema(answer, reading), isCertain: true }]]) };
}

function signalType({ payload }: JsonObject): ValueType {
  return closedMap([['name', typeOfKind('string')], ['payload', typeOfSchema(payload, reading)], ['at', typeOfKind('string')]]);
}

function cardType(card: JsonObject | undefined): ValueType {
  const members = listIn(card ?? {}, 'fields').filter(({ type }) => !isBlockType(type)).map((field): [string, MemberType] => [textIn(field, 'key') ?? '', { type: fieldType(field['type']), isCertain: field['required'] === true }]);
  return closedMap([['values', { kinds: new Set(['map']), isClosed: true, members: new Map(members) }]]);
}

function fieldType(type: Json | undefined): ValueType {
  if (type === 'file') return closedMap([['path', typeOfKind('string')], ['name', typeOfKind('string')], ['bytes', typeOfKind('number')], ['sha256', typeOfKind('string')]]);
  if (type === 'multiselect') return { ...typeOfKind('list'), element: typeOfKind('string') };
  return typeOfKind(type === 'number' ? 'number' : type === 'checkbox' || type === 'toggle' ? 'bool' : 'string');
}

const deepest = 5;

/** The value and, where they are known, its members: those are what people read. */
function withMembers(value: ReadableValue): readonly ReadableValue[] {
  const { members } = value.type;
  if (members === undefined || value.path.split('.').length >= deepest) return [value];
  return [value, ...[...members].flatMap(([name, { type, isCertain }]) => withMembers({ ...value, path: `${value.path}.${name}`, type, ...(isCertain ? {} : { isOptional: true }) }))];
}

function loopsOf(definition: JsonObject, { bodies }: ScopePlace): readonly ReadableValue[] {
  const containers = bodies.map((body) => indexOf(definition).regions.get(body)?.node).filter((node) => node !== undefined);
  const list = containers.find(({ config }) => isJsonObject(config ?? null) && typeof (config as JsonObject)['over'] === 'string');
  const items: readonly ReadableValue[] = list === undefined ? [] : [
    { path: 'item', type: anything, from: `Item ${nameOf(list)} is at`, writers: [`nodes.${idOf(list)}`] },
    { path: 'index', type: typeOfKind('number'), from: `Its number in ${nameOf(list)}, from 0`, writers: [`nodes.${idOf(list)}`] },
  ];
  const place = (container: JsonObject): readonly ReadableValue[] =>
    ['index', 'count', 'item'].map((name) => ({ path: `loops.${idOf(container)}.${name}`, type: name === 'item' ? anything : typeOfKind('number'), from: nameOf(container), writers: [`nodes.${idOf(container)}`] }));
  return [...items, ...nodesIn(definition).filter((node) => listIn(node, 'bodies').length > 0).flatMap(place)];
}

const ofTheRun: readonly ReadableValue[] = [
  { path: 'run.startedAt', type: typeOfKind('timestamp'), from: 'When the run began', writers: [] },
  { path: 'run.attended', type: typeOfKind('bool'), from: 'Whether somebody watches the run', writers: [] },
  { path: 'now', type: typeOfKind('timestamp'), from: 'The time it is evaluated', writers: [] },
  ...['code', 'message', 'node', 'action'].map((name): ReadableValue => ({ path: `error.${name}`, type: typeOfKind('string'), from: 'The error being handled, where there is one', writers: [] })),
];
