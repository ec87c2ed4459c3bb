import { dereference, type OutputUnit, type Schema, validate } from '@cfworker/json-schema';
import { createFuel, metered } from '../expression/fuel.ts';
import { AppError } from '../model/errors.ts';
import { isJsonList, type Json, type JsonObject } from '../model/json.ts';
import { problemWords } from './problem-words.ts';
import { formatWords } from './schema-formats.ts';
import { OutOfSteps, schemaForm, type SchemaMeter } from './schema-form.ts';
import { demandReferences } from './schema-references.ts';

export interface SchemaProblem {
  /** Where in the value, `rows.0.title`; `value` for the whole. */
  readonly path: string;
  readonly message: string;
}

export type SchemaCheck = (value: Json) => readonly SchemaProblem[];

/** A problem with its place as a JSON pointer, under which a text can be searched for it. */
export interface PointedProblem {
  readonly pointer: string;
  readonly message: string;
}

/** What one check may cost: parts applied, and fuel for patterns. Schemas come from anybody, and a check cannot be stopped. */
const most: SchemaEffort = { steps: 400_000, fuel: 200_000, stepsForMore: 50_000 };

export interface SchemaEffort {
  readonly steps: number;
  readonly fuel: number;
  /** For finding all problems where there is one. */
  readonly stepsForMore: number;
}

/**
 * A check of values against a JSON Schema 2020-12, made once. Throws when the schema itself cannot be used. Whatever the
 * schema, it takes bounded time: a value that would take longer does not fit.
 */
export function schemaCheck(schema: JsonObject): SchemaCheck {
  const check = pointedSchemaCheck(schema);
  return (value) => check(value).map(({ pointer, message }) => ({ path: pathOf(pointer), message }));
}

/** As {@link schemaCheck}, with pointers for places, and as much effort as is given. */
export function pointedSchemaCheck(schema: JsonObject, effort = most): (value: Json) => readonly PointedProblem[] {
  if (Object.keys(schema).length === 0) return () => [];
  const meter: SchemaMeter = { left: effort.steps };
  const form = schemaForm(schema, { meter, names: [] });
  const parts = dereference(form);
  demandReferences(parts);
  const text = JSON.stringify(schema);
  const hasPatterns = text.includes('"patternProperties"');
  const isUnique = text.includes('"uniqueItems"');
  return (value) => bounded(effort, () => {
    if (isUnique && mostCompared(value) > mostComparisons) return [{ pointer: '', message: 'has lists too long for it to be seen whether all their items differ' }];
    if (!hasPatterns) return problemsOf({ form, parts, meter, effort }, value);
    const written = schemaForm(schema, { meter, names: namesIn(value) });
    return problemsOf({ form: written, parts: dereference(written), meter, effort }, value);
  });
}

/** Whether values can be checked against the schema. */
export function isSchema(schema: JsonObject): boolean {
  try {
    schemaCheck(schema);
    return true;
  } catch {
    return false;
  }
}

interface Checking {
  readonly form: Schema;
  readonly parts: ReturnType<typeof dereference>;
  readonly meter: SchemaMeter;
  readonly effort: SchemaEffort;
}

/** The first problem, and all of them where these are soon found. */
function problemsOf({ form, parts, meter, effort }: Checking, value: Json): readonly PointedProblem[] {
  meter.left = effort.steps;
  const first = validate(value, form, '2020-12', parts, true);
  if (first.valid) return [];
  meter.left = effort.stepsForMore;
  try {
    return innermost(validate(value, form, '2020-12', parts, false).errors).map(problemOf);
  } catch (error) {
    if (error instanceof OutOfSteps) return innermost(first.errors).map(problemOf);
    throw error;
  }
}

function bounded({ fuel }: SchemaEffort, check: () => readonly PointedProblem[]): readonly PointedProblem[] {
  try {
    return metered(createFuel(fuel), check, fuel).result;
  } catch (error) {
    const isCostly = error instanceof OutOfSteps || error instanceof RangeError || error instanceof AppError;
    if (isCostly) return [{ pointer: '', message: 'takes more work to check against its schema than is allowed' }];
    throw error;
  }
}

/** Items are compared each with each. */
const mostComparisons = 25_000_000;

function mostCompared(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inside = Object.values(value).reduce<number>((sum, part: Json) => sum + mostCompared(part), 0);
  return isJsonList(value) ? inside + value.length ** 2 : inside;
}

function namesIn(value: Json): readonly string[] {
  const names = new Set<string>();
  const look = (part: Json): void => {
    if (typeof part !== 'object' || part === null) return;
    for (const [name, inside] of Object.entries(part)) {
      if (!isJsonList(part)) names.add(name);
      look(inside);
    }
  };
  look(value);
  return [...names];
}

/** Keywords that only say that something inside did not fit. */
const wrappers: readonly string[] = ['properties', 'items', 'prefixItems', 'additionalProperties', 'allOf', '$ref', 'patternProperties'];

function innermost(errors: readonly OutputUnit[]): readonly OutputUnit[] {
  const inner = errors.filter((error) => !wrappers.includes(error.keyword));
  return inner.length > 0 ? inner : errors;
}

function problemOf({ instanceLocation, keyword, error }: OutputUnit): PointedProblem {
  return { pointer: decodeURIComponent(instanceLocation.slice(1)), message: messageOf(keyword, error) };
}

function messageOf(keyword: string, error: string): string {
  if (keyword !== 'format') return problemWords(keyword, error);
  return `does not fit ${formatWords(/format "(.*)"\.$/su.exec(error)?.[1] ?? '')}`;
}

function pathOf(pointer: string): string {
  const path = pointer.slice(1).replaceAll('/', '.');
  return path === '' ? 'value' : path;
}
