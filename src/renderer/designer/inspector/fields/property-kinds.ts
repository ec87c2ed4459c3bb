import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';

/** What a property is, in the words of forms. `other`: its schema says more than these and is written as JSON. */
export const propertyKinds = ['text', 'lines', 'number', 'whole', 'yes_no', 'choice', 'date', 'file', 'texts', 'other'] as const;
export type PropertyKind = (typeof propertyKinds)[number];

/** Words that stay when the kind changes. */
const common = ['title', 'description'] as const;

const schemas: { readonly [Kind in PropertyKind]: JsonObject } = {
  text: { type: 'string' },
  lines: { type: 'string', maxLength: 20_000 },
  number: { type: 'number' },
  whole: { type: 'integer' },
  yes_no: { type: 'boolean' },
  choice: { type: 'string', enum: ['one', 'other'] },
  date: { type: 'string', format: 'date' },
  file: { type: 'string', format: 'file' },
  texts: { type: 'array', items: { type: 'string' } },
  other: {},
};

export function propertyKind(schema: JsonObject): PropertyKind {
  const { type, format, items, maxLength } = schema;
  if (isJsonList(schema['enum'])) return schema['enum'].every((each) => typeof each === 'string') ? 'choice' : 'other';
  if (type === 'number') return 'number';
  if (type === 'integer') return 'whole';
  if (type === 'boolean') return 'yes_no';
  if (type === 'array') return isJsonObject(items) && items['type'] === 'string' && Object.keys(items).length === 1 ? 'texts' : 'other';
  if (type !== 'string') return 'other';
  if (format === 'date' || format === 'file') return format;
  if (format !== undefined) return 'other';
  return typeof maxLength === 'number' && maxLength > 1000 ? 'lines' : 'text';
}

/** The schema of another kind, with its title and description kept. */
export function asKind(schema: JsonObject, kind: PropertyKind): JsonObject {
  const kept = common.flatMap((word): [string, Json][] => (schema[word] === undefined ? [] : [[word, schema[word]]]));
  return { ...schemas[kind], ...Object.fromEntries(kept) };
}

export function withoutKey(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

/** The object with a member set, or without it. */
export function withMember(object: JsonObject, key: string, value: Json | undefined): JsonObject {
  return value === undefined ? withoutKey(object, key) : { ...object, [key]: value };
}
