import { isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';
import type { Call } from '../connect/connection.ts';
import type { PlaceOfFiles } from './place-of-files.ts';
import { jsonOrText } from './json-argument.ts';

/** One `name=value` of a flag; `value` where it came out of JSON and has its type already. */
export type NamedValue = { readonly name: string; readonly text: string } | { readonly name: string; readonly value: Json };

/** What a name holds: *text* as typed, *path* made absolute, *options* divided at commas; *json* is JSON if it reads as such. */
type NameKind = 'text' | 'path' | 'options' | 'json';

interface Asked {
  readonly call: Call;
  readonly input: JsonObject;
  readonly place: PlaceOfFiles;
}

/** The record a flag's names and values make, each typed as the workflow or the card wants it. */
export async function resolveNamed(operation: string, named: { readonly [field: string]: readonly NamedValue[] }, asked: Asked): Promise<JsonObject> {
  const records = await Promise.all(
    Object.entries(named).map(async ([field, values]) => {
      const kinds = await nameKinds[`${operation}.${field}`]?.(asked);
      return [field, Object.fromEntries(await Promise.all(values.map(async (given) => [given.name, await typed(given, kinds?.[given.name] ?? 'json', asked)] as const)))] as const;
    }),
  );
  return Object.fromEntries(records);
}

async function typed(given: NamedValue, kind: NameKind, { place, call }: Asked): Promise<Json> {
  if ('value' in given) return kind === 'path' && typeof given.value === 'string' ? place.ofFile(given.value, call) : given.value;
  switch (kind) {
    case 'text':
      return given.text;
    case 'path':
      return place.ofFile(given.text, call);
    case 'options':
      return given.text.startsWith('[') ? jsonOrText(given.text) : given.text.split(',').filter((option) => option !== '');
    case 'json':
      return jsonOrText(given.text);
  }
}

type NameKinds = { readonly [name: string]: NameKind };

/** Operations whose names are typed elsewhere: the workflow's input schema, the card's fields. */
const nameKinds: { readonly [field: string]: (asked: Asked) => Promise<NameKinds> } = {
  'runs.start.input': async ({ call, input: { workflow, version, draft } }) => {
    const newest = object(await call('workflows.get', { id: workflow ?? '', ...(version === undefined ? {} : { version }) }));
    // What runs is the published version, and the draft may have other inputs by now.
    const isOther = draft !== true && version === undefined && newest['status'] === 'changed' && newest['version'] !== undefined;
    const view = isOther ? object(await call('workflows.get', { id: workflow ?? '', version: newest['version'] ?? 1 })) : newest;
    const properties = object(object(object(view['definition'])['inputs'])['properties']);
    return Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, kindOfProperty(object(property))]));
  },
  'cards.submit.values': valuesOfCard,
  'cards.check.values': valuesOfCard,
};

async function valuesOfCard({ call, input: { id } }: Asked): Promise<NameKinds> {
  const { fields } = object(object(await call('cards.get', { id: id ?? '' }))['card']);
  const list = Array.isArray(fields) ? fields.map(object) : [];
  return Object.fromEntries(list.map(({ key, type }) => [typeof key === 'string' ? key : '', kindOfCardField(type)]));
}

function kindOfProperty({ type, format }: JsonObject): NameKind {
  if (format === 'file') return 'path';
  return type === 'string' ? 'text' : 'json';
}

function kindOfCardField(type: Json | undefined): NameKind {
  if (type === 'number' || type === 'checkbox' || type === 'toggle') return 'json';
  if (type === 'file') return 'path';
  return type === 'multiselect' ? 'options' : 'text';
}

/** Answers come from our own contract; a member that is not there reads as empty. */
function object(value: unknown): JsonObject {
  const json = value as Json | undefined;
  return isJsonObject(json) ? json : {};
}
