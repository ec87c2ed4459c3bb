import { ignoredKeyword, type Schema, schemaArrayKeyword, schemaKeyword, schemaMapKeyword } from '@cfworker/json-schema';
import { fitsPattern, patternProblem } from '../expression/functions/text-functions.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { boundedFormat, formatOfPattern } from './schema-formats.ts';

/** Counts what one check may still look at. */
export interface SchemaMeter {
  left: number;
}

/** Thrown inside a check whose meter is used up. */
export class OutOfSteps extends Error {
  override readonly name = 'OutOfSteps';
}

export interface SchemaForming {
  readonly meter: SchemaMeter;
  /** Every name a member of the value has: patterns of names are written out for them. */
  readonly names: readonly string[];
}

/**
 * The schema as it is checked: the same meaning, with every pattern matched by RE2, and every part counted when it is
 * applied. Throws where a pattern or a word cannot be used.
 */
export function schemaForm(schema: JsonObject, forming: SchemaForming): Schema {
  demandWalkable(schema);
  const form: Schema = {};
  for (const [word, part] of Object.entries(schema)) form[word] = ofWord(word, part, forming);
  const unknown = ['$recursiveRef', '$dynamicRef'].find((word) => word in schema);
  if (unknown !== undefined) throw new Error(`"${unknown}" is not supported; name the part by "$ref"`);
  const { pattern, format, patternProperties } = schema;
  delete form.format;
  const known = typeof format === 'string' ? boundedFormat(format) : undefined;
  if (known !== undefined) form.format = known;
  if (typeof pattern === 'string') setPattern(form, pattern);
  if (isJsonObject(patternProperties)) writeOut(form, patternProperties, forming);
  return counted(form, forming.meter);
}

/** What the library goes through without looking what it is. */
const walked: { readonly lists: readonly string[]; readonly maps: readonly string[] } = {
  lists: ['allOf', 'anyOf', 'oneOf', 'prefixItems', 'enum', 'required'],
  maps: ['$defs', 'definitions', 'properties', 'patternProperties', 'dependentSchemas', 'dependentRequired'],
};

function demandWalkable(schema: JsonObject): void {
  const list = walked.lists.find((word) => schema[word] !== undefined && !isJsonList(schema[word]));
  if (list !== undefined) throw new Error(`"${list}" takes a list`);
  const map = walked.maps.find((word) => schema[word] !== undefined && !isJsonObject(schema[word]));
  if (map !== undefined) throw new Error(`"${map}" takes an object`);
  if (Object.values(schema['dependentRequired'] ?? {}).some((names: Json) => !isJsonList(names))) throw new Error('"dependentRequired" takes an object of lists of names');
}

function ofWord(word: string, part: Json, forming: SchemaForming): unknown {
  if (Object.hasOwn(ignoredKeyword, word)) return part;
  if (isJsonList(part)) return Object.hasOwn(schemaArrayKeyword, word) ? part.map((one) => formOf(one, forming)) : part;
  if (!Object.hasOwn(schemaMapKeyword, word)) return isJsonObject(part) || Object.hasOwn(schemaKeyword, word) ? formOf(part, forming) : part;
  return isJsonObject(part) ? Object.fromEntries(Object.entries(part).map(([name, one]) => [name, formOf(one, forming)])) : part;
}

/** `true` and `false` would be applied uncounted; objects that mean the same are not. */
function formOf(part: Json, forming: SchemaForming): Schema {
  if (part === true) return schemaForm({}, forming);
  if (part === false) return schemaForm({ not: {} }, forming);
  if (isJsonObject(part)) return schemaForm(part, forming);
  throw new Error(`a schema is an object, true or false, and one of its parts is ${JSON.stringify(part).slice(0, 40)}`);
}

function setPattern(form: Schema, pattern: string): void {
  demandPattern(pattern);
  delete form.pattern;
  const format = formatOfPattern(pattern);
  if (form.format === undefined) form.format = format;
  else form.allOf = [...(form.allOf ?? []), { format }];
}

/** Schemas count as others write them: 64 digits of a hash, 34 letters of an account. */
const mostRepetitions = 500;

function demandPattern(pattern: string): void {
  const problem = patternProblem(pattern, mostRepetitions);
  if (problem !== undefined) throw new Error(`the pattern ${JSON.stringify(pattern.slice(0, 80))} cannot be used: ${problem}; patterns are RE2, without look-ahead and back-references`);
}

/** Members whose names fit a pattern, as members of those very names. */
function writeOut(form: Schema, patterns: JsonObject, forming: SchemaForming): void {
  delete form.patternProperties;
  const properties = new Map(Object.entries(form.properties ?? {}));
  for (const [pattern, part] of Object.entries(patterns)) {
    demandPattern(pattern);
    const one = formOf(part, forming);
    for (const name of forming.names.filter((given) => fitsPattern(given, pattern))) {
      const before = properties.get(name);
      properties.set(name, typeof before === 'object' ? counted({ allOf: [before, one] }, forming.meter) : one);
    }
  }
  form.properties = Object.fromEntries(properties);
}

/** Lists of words are gone through each time a part is applied. */
const wordsOfStep = 16;

/**
 * The library reads `$recursiveRef`, which 2020-12 does not have, each time it applies a part: that is where the part is
 * counted. It must not be enumerable, or it would be taken for a part itself.
 */
function counted(form: Schema, meter: SchemaMeter): Schema {
  const words = (form.enum?.length ?? 0) + (form.required?.length ?? 0) + Object.keys(form.properties ?? {}).length;
  const cost = 1 + Math.floor(words / wordsOfStep);
  return Object.defineProperty(form, '$recursiveRef', {
    enumerable: false,
    get() {
      meter.left -= cost;
      if (meter.left < 0) throw new OutOfSteps('the meter is used up');
      return undefined;
    },
  });
}
