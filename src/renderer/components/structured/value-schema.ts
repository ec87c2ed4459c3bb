import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { formWords } from '../../strings/forms.ts';
import { wordsOf } from '../field-words.ts';
import { branchIn, kindsOf } from './kinds.ts';

/** How a value of a schema is shown: a control, several of a few, a list of such values, named ones, a group of different ones, or one of several kinds of groups. */
export type Shape = 'text' | 'number' | 'boolean' | 'choice' | 'several' | 'list' | 'map' | 'group' | 'kinds';

/** Nothing where a schema says more than controls can, at whatever depth: it is then written as JSON. */
export function shapeOf(schema: JsonObject): Shape | undefined {
  const shape = outerShape(schema);
  return shape !== undefined && schemasIn(shape, schema).every(isShown) ? shape : undefined;
}

/** The shape of a value itself, whatever may be shown of what is in it. */
export function outerShape(schema: JsonObject): Shape | undefined {
  if (isJsonList(schema['enum'])) return 'choice';
  if (kindsOf(schema) !== undefined) return 'kinds';
  switch (schema['type']) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'array':
      return choicesOf(schema['items']).length > 0 ? 'several' : 'list';
    case 'object':
      if (fieldsOf(schema).length > 0) return 'group';
      return isJsonObject(schema['additionalProperties']) ? 'map' : undefined;
    default:
      return undefined;
  }
}

/** The schemas of what a value of a shape holds. */
function schemasIn(shape: Shape, schema: JsonObject): readonly (Json | undefined)[] {
  if (shape === 'list') return [schema['items']];
  if (shape === 'map') return [schema['additionalProperties']];
  if (shape === 'group') return fieldsOf(schema).map((field) => field.schema);
  return shape === 'kinds' ? (kindsOf(schema)?.branches.map((branch) => branch.schema) ?? []) : [];
}

function isShown(schema: Json | undefined): boolean {
  return isJsonObject(schema) && shapeOf(schema) !== undefined;
}

export interface GroupField {
  readonly key: string;
  readonly label: string;
  readonly help: string | undefined;
  readonly isRequired: boolean;
  readonly schema: JsonObject;
}

/** The members of a group in declared order. */
export function fieldsOf(schema: JsonObject): GroupField[] {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = isJsonList(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([key, each]) => (isJsonObject(each) ? [{ key, schema: each, label: textOf(each['title']) ?? wordsOf(key), help: textOf(each['description']), isRequired: required.includes(key) }] : []));
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The schema of what a list or a map holds. */
export function memberSchema(schema: JsonObject): JsonObject {
  const member = schema['items'] ?? schema['additionalProperties'];
  return isJsonObject(member) ? member : {};
}

/** The values or names a schema allows, where it names them. */
export function choicesOf(schema: Json | undefined): readonly string[] {
  const allowed = isJsonObject(schema) ? schema['enum'] : undefined;
  return isJsonList(allowed) ? allowed.filter((value) => typeof value === 'string') : [];
}

/** What a new member begins as. */
export function blankOf(schema: JsonObject): Json {
  if (schema['default'] !== undefined) return schema['default'];
  switch (shapeOf(schema)) {
    case 'boolean':
      return false;
    case 'choice':
      return choicesOf(schema)[0] ?? '';
    case 'list':
    case 'several':
      return [];
    case 'map':
      return {};
    case 'kinds':
      return blankKind(schema);
    case 'group':
      return Object.fromEntries(fieldsOf(schema).flatMap((field) => (field.isRequired || field.schema['default'] !== undefined ? [[field.key, blankOf(field.schema)]] : [])));
    case 'text':
    case 'number':
    case undefined:
      return '';
  }
}

function blankKind(schema: JsonObject): Json {
  const kinds = kindsOf(schema);
  const [first] = kinds?.branches ?? [];
  const blank = first === undefined ? {} : blankOf(first.schema);
  return { ...(kinds === undefined || first === undefined ? {} : { [kinds.key]: first.name }), ...(isJsonObject(blank) ? blank : {}) };
}

/** The schema of the kind a value is of; its own where there is one kind. */
function schemaFor(schema: JsonObject, value: Json): JsonObject {
  const kinds = kindsOf(schema);
  return (kinds === undefined ? undefined : branchIn(kinds, value)?.schema) ?? schema;
}

/** The value as it is sent: what was typed for a number is one, where it can be. */
export function settled(schema: JsonObject, value: Json): Json {
  const shape = shapeOf(schema);
  if (shape === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  if (shape === 'list' && isJsonList(value)) return value.map((each) => settled(memberSchema(schema), each));
  if (shape === 'map' && isJsonObject(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, settled(memberSchema(schema), each)]));
  if (shape === 'kinds') return settled(schemaFor(schema, value), value);
  if (shape !== 'group' || !isJsonObject(value)) return value;
  const fields = new Map(fieldsOf(schema).map((field) => [field.key, field.schema]));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, settled(fields.get(key) ?? {}, each)]));
}

/** What is wrong with a value itself, in words; what is inside it answers for itself. */
export function faultOf(schema: JsonObject, value: Json | undefined, label: string): string | undefined {
  const shape = shapeOf(schema);
  if (shape === 'number') return numberFault(schema, value, label);
  if (shape === 'text') return textFault(schema, value, label);
  const least = schema['minItems'];
  if ((shape === 'list' || shape === 'several') && typeof least === 'number' && isJsonList(value) && value.length < least) return formWords.atLeastEntries(label, least);
  return undefined;
}

function numberFault(schema: JsonObject, value: Json | undefined, label: string): string | undefined {
  const number = settled(schema, value ?? '');
  if (number === '') return formWords.missing(label);
  if (typeof number !== 'number') return formWords.notANumber(label);
  if (schema['type'] === 'integer' && !Number.isInteger(number)) return formWords.notWhole(label);
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number' && number < minimum) return formWords.atLeast(label, minimum);
  if (typeof maximum === 'number' && number > maximum) return formWords.atMost(label, maximum);
  return undefined;
}

function textFault(schema: JsonObject, value: Json | undefined, label: string): string | undefined {
  const { minLength, maxLength, pattern } = schema;
  const text = typeof value === 'string' ? value : '';
  if (text === '' && ((typeof minLength === 'number' && minLength > 0) || typeof pattern === 'string')) return formWords.missing(label);
  if (typeof maxLength === 'number' && text.length > maxLength) return formWords.tooLong(label, maxLength);
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(text)) return formWords.doesNotFit(label);
  return undefined;
}

/** The first fault anywhere in a value. */
export function firstFault(schema: JsonObject, value: Json, label: string): string | undefined {
  const own = faultOf(schema, value, label);
  if (own !== undefined) return own;
  const shape = shapeOf(schema);
  if (shape === 'list' && isJsonList(value)) return firstOf(value.map((each, index) => () => firstFault(memberSchema(schema), each, `${label} ${String(index + 1)}`)));
  if (shape === 'map' && isJsonObject(value)) return firstOf(Object.entries(value).map(([key, each]) => () => firstFault(memberSchema(schema), each, key)));
  if (shape === 'kinds') return firstFault(schemaFor(schema, value), value, label);
  if (shape !== 'group' || !isJsonObject(value)) return undefined;
  return firstOf(
    fieldsOf(schema).map((field) => () => {
      const each = value[field.key];
      if (each === undefined) return field.isRequired ? formWords.missing(field.label) : undefined;
      return firstFault(field.schema, each, field.label);
    }),
  );
}

function firstOf(looks: readonly (() => string | undefined)[]): string | undefined {
  for (const look of looks) {
    const fault = look();
    if (fault !== undefined) return fault;
  }
  return undefined;
}
