import { Validator } from '@cfworker/json-schema';

import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';
import { withoutSlowPatterns } from './slow-patterns.ts';

/** Levels of required properties, items and choices; the validator, too, needs more time with each. */
const maxDepth = 12;
/** Choices inside choices multiply; after so many places the search ends with what it has. */
const maxPlaces = 5_000;

/** A small value that fits a JSON Schema (2020-12), the same one each time, or `undefined` if none was found. */
export function sampleFromSchema(given: JsonObject): Json | undefined {
  const schema = withoutSlowPatterns(given);
  const validator = new Validator(structuredClone(schema), '2020-12', true);
  return candidates({ root: schema, depth: 0, visited: { count: 0 } }, schema).find((candidate) => validator.validate(candidate).valid);
}

interface Place {
  readonly root: JsonObject;
  readonly depth: number;
  /** Shared by the whole search. */
  readonly visited: { count: number };
}

/** Values worth trying, the likeliest first; the validator has the last word. */
function candidates(place: Place, schema: Json | undefined): readonly Json[] {
  place.visited.count += 1;
  if (place.depth > maxDepth || place.visited.count > maxPlaces || schema === false) return [];
  if (!isJsonObject(schema)) return [null];
  const below: Place = { ...place, depth: place.depth + 1 };
  if (schema['const'] !== undefined) return [schema['const']];
  if (isList(schema['enum'])) return schema['enum'];
  if (typeof schema['$ref'] === 'string') return candidates(below, resolve(place.root, schema['$ref']));
  const given = [schema['default'], ...(isList(schema['examples']) ? schema['examples'] : [])].filter((value) => value !== undefined);
  const made = typesOf(schema).flatMap((type) => ofType(below, schema, type));
  return [...given, ...combined(below, schema), ...made.filter((value) => fitsAlone(schema, value))];
}

const plainKeywords = new Set(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'format']);

/** Whether a plain value fits the keywords beside its type, so that the first candidate of a property is a good one. */
function fitsAlone(schema: JsonObject, value: Json): boolean {
  if (typeof value === 'object') return true;
  const plain = Object.fromEntries(Object.entries(schema).filter(([keyword]) => plainKeywords.has(keyword)));
  return new Validator(plain, '2020-12', true).validate(value).valid;
}

/** A choice is made by trying each together with what stands beside it. */
function combined(place: Place, schema: JsonObject): readonly Json[] {
  const { allOf, anyOf, oneOf, ...beside } = schema;
  if (isList(allOf)) {
    const merged = [beside, ...allOf.map((part) => dereference(place.root, part))].reduce(merge);
    return candidates(place, { ...merged, ...(anyOf === undefined ? {} : { anyOf }), ...(oneOf === undefined ? {} : { oneOf }) });
  }
  const choices = [anyOf, oneOf].find(isList);
  return choices === undefined ? [] : choices.flatMap((choice) => candidates(place, merge(beside, dereference(place.root, choice))).slice(0, 2));
}

function ofType(place: Place, schema: JsonObject, type: string): readonly Json[] {
  if (type === 'object') return [sampleObject(place, schema)];
  if (type === 'array') return [sampleArray(place, schema)];
  if (type === 'string') return sampleStrings(schema);
  if (type === 'number' || type === 'integer') return sampleNumbers(schema);
  return type === 'boolean' ? [false, true] : [null];
}

function sampleObject(place: Place, schema: JsonObject): Json {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = isList(schema['required']) ? schema['required'].filter((name) => typeof name === 'string') : [];
  // Optional properties are left out: what a program may do without, an invented value should not claim.
  return Object.fromEntries(required.map((name) => [name, candidates(place, properties[name] ?? {})[0] ?? null]));
}

function sampleArray(place: Place, schema: JsonObject): Json {
  const first = isList(schema['prefixItems']) ? schema['prefixItems'] : [];
  const length = Math.min(Math.max(numberOf(schema['minItems']) ?? 0, first.length), 1000);
  const options = candidates(place, schema['items'] ?? {});
  return Array.from({ length }, (_, index) => {
    if (index < first.length) return candidates(place, first[index])[0] ?? null;
    return (schema['uniqueItems'] === true ? options[index - first.length] : options[0]) ?? null;
  });
}

const formats: { readonly [format: string]: string } = {
  date: '2000-01-01',
  time: '00:00:00Z',
  'date-time': '2000-01-01T00:00:00Z',
  duration: 'P1D',
  email: 'offline@example.org',
  uri: 'https://example.org/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

function sampleStrings(schema: JsonObject): readonly Json[] {
  const format = typeof schema['format'] === 'string' ? formats[schema['format']] : undefined;
  const min = Math.min(numberOf(schema['minLength']) ?? 0, 100_000);
  const max = numberOf(schema['maxLength']) ?? Number.POSITIVE_INFINITY;
  const words = 'offline answer'.padEnd(min, '.').slice(0, Math.max(0, max));
  return [...(format === undefined ? [] : [format]), words, 'a'.repeat(min), 'A'.repeat(Math.max(1, min)), '1'.repeat(Math.max(1, min))];
}

function sampleNumbers(schema: JsonObject): readonly Json[] {
  const step = numberOf(schema['multipleOf']) ?? 1;
  const low = numberOf(schema['minimum']) ?? numberOf(schema['exclusiveMinimum']);
  const high = numberOf(schema['maximum']) ?? numberOf(schema['exclusiveMaximum']);
  const around = [0, low, high].filter((value) => value !== undefined).flatMap((value) => {
    const nearest = Math.ceil(value / step) * step;
    return [nearest, nearest + step, nearest - step];
  });
  return [...around, ...(low !== undefined && high !== undefined ? [(low + high) / 2] : [])];
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = schema['type'];
  if (typeof type === 'string') return [type];
  if (isList(type)) return type.filter((name) => typeof name === 'string').toSorted((left) => (left === 'null' ? 1 : -1));
  if (schema['properties'] !== undefined || schema['required'] !== undefined) return ['object'];
  if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) return ['array'];
  return ['string', 'object', 'number', 'array', 'boolean', 'null'];
}

/** Two schemas as one that asks for both, as far as properties, required names and plain keywords go. */
function merge(left: JsonObject, right: JsonObject): JsonObject {
  const both = (key: string): JsonObject => ({ ...asObject(left[key]), ...asObject(right[key]) });
  const required = [...new Set([...asList(left['required']), ...asList(right['required'])])];
  return {
    ...left,
    ...right,
    ...(left['properties'] === undefined && right['properties'] === undefined ? {} : { properties: both('properties') }),
    ...(required.length === 0 ? {} : { required }),
  };
}

function dereference(root: JsonObject, schema: Json): JsonObject {
  if (!isJsonObject(schema)) return {};
  const target = typeof schema['$ref'] === 'string' ? resolve(root, schema['$ref']) : schema;
  return isJsonObject(target) ? target : {};
}

/** A local pointer, `#/$defs/name`; others lead outside and find nothing. */
function resolve(root: JsonObject, reference: string): Json | undefined {
  if (!reference.startsWith('#')) return false;
  let at: Json | undefined = root;
  for (const part of reference.slice(1).split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isJsonObject(at) ? at[key] : isList(at) ? at[Number(key)] : undefined;
  }
  return at ?? false;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function asList(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}

function asObject(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {};
}

function numberOf(value: Json | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
