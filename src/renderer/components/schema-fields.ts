import { isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';
import { formWords } from '../strings/forms.ts';
import { wordsOf } from './field-words.ts';
import type { Choice } from './fields/field-props.ts';
import { readJson } from './read-json.ts';
import { firstFault, settled } from './structured/value-schema.ts';

export type SchemaFieldKind = 'text' | 'lines' | 'number' | 'integer' | 'boolean' | 'choice' | 'file' | 'bytes' | 'secret' | 'date' | 'json';

/** One property of an object schema, as a form shows it. */
export interface SchemaField {
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly kind: SchemaFieldKind;
  readonly isRequired: boolean;
  readonly choices: readonly Choice[];
  /** Of a file: names of sample files that come with the workflow. */
  readonly samples: readonly string[];
  readonly initial: string | boolean;
  readonly schema: JsonObject;
}

/** What is in the form's controls: text as typed, or a box that is ticked. */
export type FormValues = Readonly<Record<string, string | boolean>>;

export interface ReadForm {
  readonly values: JsonObject;
  /** By field key; empty when the values may be sent. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The fields of an object schema in declared order. */
export function schemaFields(schema: JsonObject): SchemaField[] {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(properties).flatMap(([key, property]) => (isJsonObject(property) ? [field(key, property, required.includes(key))] : []));
}

function field(key: string, schema: JsonObject, isListed: boolean): SchemaField {
  const kind = kindOf(schema);
  const hasDefault = schema['default'] !== undefined;
  return {
    key,
    label: text(schema['title']) ?? wordsOf(key),
    ...(typeof schema['description'] === 'string' ? { help: schema['description'] } : {}),
    kind,
    isRequired: isListed && !hasDefault && kind !== 'boolean',
    choices: allowed(schema).map((value) => ({ value: shown(value), label: shown(value) })),
    samples: isJsonList(schema['examples']) ? schema['examples'].filter((name) => typeof name === 'string') : [],
    initial: kind === 'boolean' ? schema['default'] === true : shown(schema['default'] ?? ''),
    schema,
  };
}

function kindOf(schema: JsonObject): SchemaFieldKind {
  if (Array.isArray(schema['enum'])) return 'choice';
  const [type] = [schema['type']].flat();
  if (type === 'number' || type === 'integer' || type === 'boolean') return type;
  if (type !== undefined && type !== 'string') return 'json';
  if (schema['format'] === 'file') return 'file';
  if (schema['format'] === 'password') return 'secret';
  if (schema['contentEncoding'] === 'base64') return 'bytes';
  if (schema['format'] === 'date') return 'date';
  const longest = schema['maxLength'];
  return typeof longest === 'number' && longest > 1000 ? 'lines' : 'text';
}

/** The values of an enumeration. */
function allowed(schema: JsonObject): readonly Json[] {
  return isJsonList(schema['enum']) ? schema['enum'] : [];
}

function isJsonList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function shown(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The controls' contents when the form opens. */
export function initialValues(fields: readonly SchemaField[]): FormValues {
  return Object.fromEntries(fields.map(({ key, initial }) => [key, initial]));
}

/** Typed values for the host, which has the last word; empty optional fields are left out so that its defaults hold. */
export function readForm(fields: readonly SchemaField[], form: FormValues): ReadForm {
  const values: Record<string, Json> = {};
  const errors: Record<string, string> = {};
  for (const each of fields) {
    const typed = form[each.key] ?? each.initial;
    if (typed === '') {
      if (each.isRequired) errors[each.key] = formWords.missing(each.label);
      continue;
    }
    const read = typeof typed === 'boolean' ? { value: typed } : readText(each, typed);
    if ('error' in read) errors[each.key] = read.error;
    else values[each.key] = read.value;
  }
  return { values, errors };
}

function readText(each: SchemaField, typed: string): { readonly value: Json } | { readonly error: string } {
  switch (each.kind) {
    case 'number':
    case 'integer':
      return readNumber(each, typed);
    case 'choice':
      return { value: allowed(each.schema).find((value) => shown(value) === typed) ?? typed };
    case 'json':
      return readStructured(each, typed);
    case 'text':
    case 'lines':
    case 'file':
    case 'bytes':
    case 'secret':
    case 'date':
    case 'boolean':
      return { value: typed };
  }
}

function readNumber({ kind, label, schema }: SchemaField, typed: string): { readonly value: Json } | { readonly error: string } {
  const value = Number(typed.trim());
  if (typed.trim() === '' || !Number.isFinite(value)) return { error: formWords.notANumber(label) };
  if (kind === 'integer' && !Number.isInteger(value)) return { error: formWords.notWhole(label) };
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number' && value < minimum) return { error: formWords.atLeast(label, minimum) };
  if (typeof maximum === 'number' && value > maximum) return { error: formWords.atMost(label, maximum) };
  return { value };
}

/** A list, a map or a group, with numbers where numbers were typed. */
function readStructured({ label, schema }: SchemaField, typed: string): { readonly value: Json } | { readonly error: string } {
  const written = readJson(typed);
  if (written === undefined) return { error: formWords.notJson(label) };
  const value = settled(schema, written);
  const fault = firstFault(schema, value, label);
  return fault === undefined ? { value } : { error: fault };
}
