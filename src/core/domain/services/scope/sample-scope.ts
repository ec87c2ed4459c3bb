import type { Scope } from '../../expression/scope.ts';
import type { ValueType } from '../../expression/static/value-type.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { ReadableValue } from './readable-values.ts';

/** Values as they may be, made from what is known of everything that can be read at a place: for a look where no run has given any. */
export function sampleScope(definition: JsonObject, values: readonly ReadableValue[]): Scope {
  const tree: { [name: string]: Json } = {};
  for (const { path, type } of values) {
    const names = path.split('.');
    if (!values.some((other) => path.startsWith(`${other.path}.`))) put(tree, names, saidOf(definition, names) ?? sampleOfType(type, names.at(-1) ?? path));
  }
  const root = (name: string): JsonObject => objectOf(tree[name]);
  const { item, index } = tree;
  return {
    inputs: root('inputs'), vars: root('vars'), nodes: root('nodes'), loops: root('loops'), run: root('run'), now: moment, error: root('error'),
    ...(item === undefined ? {} : { item }),
    ...(typeof index === 'number' ? { index } : {}),
  };
}

const moment = '2026-01-31T12:00:00Z';

function put(tree: { [name: string]: Json }, [first = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const below: { [name: string]: Json } = { ...objectOf(tree[first]) };
  put(below, rest, value);
  tree[first] = below;
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** What the author wrote of it: a default or an example of an input, the value a variable begins with. */
function saidOf(definition: JsonObject, [root, name = '']: readonly string[]): Json | undefined {
  if (root === 'vars') return filled(objectOf(objectOf(definition['variables'])[name])['initial']);
  if (root !== 'inputs') return undefined;
  const { default: usual, examples } = objectOf(objectOf(objectOf(definition['inputs'])['properties'])[name]);
  return filled(usual) ?? (isJsonList(examples) ? filled(examples[0]) : undefined);
}

function filled(value: Json | undefined): Json | undefined {
  return value === null || value === '' || (isJsonList(value) && value.length === 0) ? undefined : value;
}

const deepest = 6;

function sampleOfType({ kinds, members, element, constants, range }: ValueType, name: string, depth = 0): Json {
  const [constant] = constants ?? [];
  if (constant !== undefined) return constant;
  const [kind = 'string'] = [...(kinds ?? [])].filter((one) => one !== 'null');
  switch (kind) {
    case 'number':
      return range === undefined || !Number.isFinite(range.least) ? 1 : range.least;
    case 'bool':
      return true;
    case 'timestamp':
      return moment;
    case 'duration':
      return '60s';
    case 'list':
      return depth > deepest ? [] : [1, 2].map((number) => sampleOfType(element ?? {}, `${name} ${String(number)}`, depth + 1));
    case 'map':
      return depth > deepest ? {} : Object.fromEntries([...(members ?? [])].map(([member, { type }]) => [member, sampleOfType(type, member, depth + 1)]));
    default:
      return wordsOf(name);
  }
}

/** A text that says what stands there: `draft_text` reads “Draft text”. */
function wordsOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
