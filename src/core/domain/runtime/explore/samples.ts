import type { CardField } from '../../model/card.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

/** A value that fits the schema, or comes close where the schema says things that are not looked at. */
export function sampleOf(schema: Json | undefined): Json {
  if (!isJsonObject(schema)) return 'text';
  if (schema['format'] === 'file') return reference;
  if (schema['default'] !== undefined) return schema['default'];
  if (schema['const'] !== undefined) return schema['const'];
  const options = schema['enum'];
  if (isJsonList(options)) return options[0] ?? null;
  const either = schema['anyOf'] ?? schema['oneOf'];
  if (isJsonList(either)) return sampleOf(either[0]);
  const type = isJsonList(schema['type']) ? schema['type'][0] : schema['type'];
  switch (type) {
    case 'string':
      return textSample(schema);
    case 'number':
    case 'integer':
      return numberSample(schema);
    case 'boolean':
      return true;
    case 'array':
      return Array.from({ length: Math.max(1, sizeOf(schema['minItems'])) }, () => sampleOf(schema['items']));
    case 'object':
      return objectSample(schema);
    case 'null':
      return null;
    default:
      return isJsonObject(schema['properties']) ? objectSample(schema) : 'text';
  }
}

/** The sample without anything the schema lets be left out: optional members, and items of lists. */
export function leastOf(schema: Json | undefined): Json {
  if (!isJsonObject(schema) || 'default' in schema || 'const' in schema || 'enum' in schema) return sampleOf(schema);
  const either = schema['anyOf'] ?? schema['oneOf'];
  if (isJsonList(either)) return leastOf(either[0]);
  const type = isJsonList(schema['type']) ? schema['type'][0] : schema['type'];
  if (type === 'array') return Array.from({ length: sizeOf(schema['minItems']) }, () => leastOf(schema['items']));
  const { properties, required } = schema;
  if (!isJsonObject(properties) || (type !== undefined && type !== 'object')) return sampleOf(schema);
  const names = isJsonList(required) ? required : [];
  return Object.fromEntries(Object.entries(properties).filter(([name]) => names.includes(name)).map(([name, property]) => [name, leastOf(property)]));
}

/** What a reference to kept bytes looks like. */
export const reference: JsonObject = { name: 'file.txt', sha256: '0'.repeat(64), bytes: 1, mediaType: 'text/plain' };

function objectSample(schema: JsonObject): JsonObject {
  const properties = schema['properties'];
  return isJsonObject(properties) ? Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, sampleOf(property)])) : {};
}

function textSample(schema: JsonObject): string {
  if (schema['format'] === 'date') return '2026-01-31';
  if (schema['format'] === 'date-time') return '2026-01-31T12:00:00Z';
  return 'text'.padEnd(Math.min(1000, sizeOf(schema['minLength'])), 'x').slice(0, typeof schema['maxLength'] === 'number' ? schema['maxLength'] : undefined);
}

function numberSample({ minimum, maximum, exclusiveMinimum }: JsonObject): number {
  if (typeof minimum === 'number') return minimum;
  if (typeof exclusiveMinimum === 'number') return exclusiveMinimum + 1;
  return typeof maximum === 'number' ? Math.min(1, maximum) : 1;
}

function sizeOf(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** An answer that the field takes. */
export function fieldSample(field: CardField): Json {
  switch (field.type) {
    case 'number':
      return field.minimum ?? Math.min(1, field.maximum ?? 1);
    case 'checkbox':
    case 'toggle':
      return true;
    case 'select':
    case 'radio':
      return field.options[0]?.value ?? '';
    case 'multiselect':
      return field.options.slice(0, 1).map((option) => option.value);
    case 'date':
      return '2026-01-31';
    case 'time':
      return '12:00';
    case 'datetime':
      return '2026-01-31T12:00';
    case 'file':
      return { path: `file${field.accept?.[0] ?? '.txt'}`, name: `file${field.accept?.[0] ?? '.txt'}`, bytes: 1, sha256: '0'.repeat(64) };
    case 'text':
    case 'textarea':
      return textSample({ minLength: field.minLength ?? 0, ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }) });
    default:
      return field satisfies never;
  }
}

/** The values a field can be told apart by: every option, checked and not. */
export function fieldOptions(field: CardField): readonly Json[] {
  if (field.type === 'checkbox' || field.type === 'toggle') return field.required && field.type === 'checkbox' ? [true] : [true, false];
  return 'options' in field && field.type !== 'multiselect' ? field.options.map((option) => option.value) : [];
}
