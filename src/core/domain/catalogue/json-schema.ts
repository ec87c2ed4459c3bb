import { type OutputUnit, Validator } from '@cfworker/json-schema';
import type { Json, JsonObject } from '../model/json.ts';

export interface SchemaProblem {
  /** Where in the value, `rows.0.title`; `value` for the whole. */
  readonly path: string;
  readonly message: string;
}

export type SchemaCheck = (value: Json) => readonly SchemaProblem[];

/** A check of values against a JSON Schema 2020-12, made once. Throws when the schema itself cannot be used. */
export function schemaCheck(schema: JsonObject): SchemaCheck {
  if (Object.keys(schema).length === 0) return () => [];
  const validator = new Validator(schema, '2020-12', false);
  validator.validate(null);
  return (value) => {
    const { valid, errors } = validator.validate(value);
    return valid ? [] : innermost(errors).map(({ instanceLocation, error }) => ({ path: pathOf(instanceLocation), message: error }));
  };
}

/** Keywords that only say that something inside did not fit. */
const wrappers: readonly string[] = ['properties', 'items', 'prefixItems', 'additionalProperties', 'allOf', '$ref', 'patternProperties'];

function innermost(errors: readonly OutputUnit[]): readonly OutputUnit[] {
  const inner = errors.filter((error) => !wrappers.includes(error.keyword));
  return inner.length > 0 ? inner : errors;
}

function pathOf(location: string): string {
  const path = location.replace(/^#\/?/u, '').replaceAll('/', '.');
  return path === '' ? 'value' : path;
}
