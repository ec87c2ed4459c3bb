import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { outerShape, type Shape } from '../../../components/structured/value-schema.ts';

/** Formats a schema names for which there is a control of their own. */
export const controlledFormats = ['expression', 'row-expression', 'template', 'prompt', 'markdown', 'duration', 'connector', 'model', 'credential', 'document', 'workflow', 'directory', 'card', 'variable', 'loop', 'json-schema'] as const;
export type ControlledFormat = (typeof controlledFormats)[number];

/** How the inspector shows a value of a schema. What no control is for is written as JSON. */
export type FieldShape = ControlledFormat | Shape | 'union' | 'any' | 'json';

export function fieldShape(schema: JsonObject): FieldShape {
  const format = controlledFormats.find((each) => each === schema['format']);
  if (format !== undefined) return format;
  const shape = outerShape(schema);
  if (shape === 'choice' || shape === 'kinds') return shape;
  const options = optionsOf(schema);
  if (options !== undefined) return shapeOfUnion(options);
  if (shape !== undefined) return shape;
  if (schema['type'] === 'object' && schema['additionalProperties'] === false) return 'group';
  return saysNothing(schema) ? 'any' : 'json';
}

/** Texts of several forms are one text. */
function shapeOfUnion(options: readonly JsonObject[]): FieldShape {
  const [first] = options;
  return first !== undefined && options.every(({ type }) => type === 'string') ? fieldShape(first) : 'union';
}

const sayingNothing = new Set(['description', 'title', 'default', 'examples', '$ref']);

function saysNothing(schema: JsonObject): boolean {
  return Object.keys(schema).every((word) => sayingNothing.has(word));
}

/**
 * Whether people fill it in: not what a run is given when it begins, nor what only counts where other fields of the config
 * say something else. One that is written all the same is shown.
 */
export function isAsked(schema: JsonObject, value: Json | undefined, config: JsonObject = {}): boolean {
  if (value !== undefined) return true;
  const wanted = schema['askedFor'];
  return schema['readOnly'] !== true && (!isJsonObject(wanted) || Object.entries(wanted).every(([field, needed]) => (isJsonList(needed) ? needed.includes(config[field] ?? null) : config[field] === needed)));
}

/** A value a schema names, as people call it. */
export function wordFor(schema: JsonObject, value: Json): string {
  const words = schema['words'];
  const word = isJsonObject(words) && typeof value === 'string' ? words[value] : undefined;
  return typeof word === 'string' ? word : typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a schema calls itself. */
export function titleOf({ title }: JsonObject): string | undefined {
  return typeof title === 'string' && title !== '' ? title : undefined;
}

/** The schemas of which a value fits one; nothing where a schema is no choice, or one of several types at once. */
export function optionsOf(schema: JsonObject): readonly JsonObject[] | undefined {
  const options = schema['anyOf'] ?? schema['oneOf'];
  if (isJsonList(options)) return options.filter(isJsonObject).flatMap((option) => optionsOf(option) ?? [option]);
  const types = schema['type'];
  return isJsonList(types) ? types.flatMap((type) => (typeof type === 'string' ? [{ type }] : [])) : undefined;
}

/** The option a value is of by its looks: the first one for nothing, and for what fits none. */
export function optionOf(options: readonly JsonObject[], value: Json | undefined): number {
  if (value === undefined) return 0;
  const exact = options.findIndex((option) => looksLike(option, value));
  return Math.max(0, exact);
}

function looksLike(schema: JsonObject, value: Json): boolean {
  if (isJsonList(schema['enum'])) return schema['enum'].includes(value);
  if (schema['const'] !== undefined) return schema['const'] === value;
  const inner = optionsOf(schema);
  if (inner !== undefined) return inner.some((each) => looksLike(each, value));
  if (isJsonObject(value)) return schema['type'] === 'object' && requiredOf(schema).every((name) => Object.hasOwn(value, name)) && fitsClosed(schema, value);
  if (isJsonList(value)) return schema['type'] === 'array' && (!isJsonObject(schema['items']) || value.every((item) => looksLike(schema['items'] as JsonObject, item)));
  if (value === null) return schema['type'] === 'null' || saysNothing(schema);
  if (typeof value === 'number') return schema['type'] === 'number' || (schema['type'] === 'integer' && Number.isInteger(value)) || saysNothing(schema);
  return schema['type'] === typeof value || saysNothing(schema);
}

function fitsClosed(schema: JsonObject, value: JsonObject): boolean {
  const members = isJsonObject(schema['properties']) ? schema['properties'] : {};
  return schema['additionalProperties'] !== false || Object.keys(value).every((name) => Object.hasOwn(members, name));
}

function requiredOf(schema: JsonObject): readonly string[] {
  return isJsonList(schema['required']) ? schema['required'].filter((each) => typeof each === 'string') : [];
}

/** The schema of a value where one form of it was chosen: a fresh value to begin with. */
export function blankFor(schema: JsonObject): Json {
  if (schema['default'] !== undefined) return schema['default'];
  if (schema['const'] !== undefined) return schema['const'];
  if (isJsonList(schema['enum'])) return schema['enum'][0] ?? null;
  const [option] = optionsOf(schema) ?? [];
  if (option !== undefined) return blankFor(option);
  if (schema['type'] === 'object') {
    const members = isJsonObject(schema['properties']) ? schema['properties'] : {};
    return Object.fromEntries(requiredOf(schema).map((name) => [name, blankFor(isJsonObject(members[name]) ? members[name] : {})]));
  }
  const blanks: { readonly [type: string]: Json } = { array: [], boolean: false, number: 0, integer: typeof schema['minimum'] === 'number' ? schema['minimum'] : 0, null: null };
  return typeof schema['type'] === 'string' ? (blanks[schema['type']] ?? '') : '';
}
