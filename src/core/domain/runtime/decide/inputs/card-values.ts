import { createFuel } from '../../../expression/fuel.ts';
import { evaluate, parseExpression } from '../../../expression/expression.ts';
import type { Scope } from '../../../expression/scope.ts';
import type { CardField } from '../../../model/card.ts';
import { isJsonList, type Json, type JsonObject } from '../../../model/json.ts';

/** What is wrong with an answer, by field; empty when it is valid. A field the card does not have is wrong, too. */
export function cardProblems(fields: readonly CardField[], values: JsonObject): { readonly [field: string]: string } {
  const problems: { [field: string]: string } = {};
  for (const field of fields) {
    const problem = fieldProblem(field, Object.hasOwn(values, field.key) ? values[field.key] : undefined);
    if (problem !== undefined) problems[field.key] = problem;
  }
  for (const key of Object.keys(values)) {
    if (!fields.some((field) => field.key === key)) problems[key] = 'the card has no such field';
  }
  return problems;
}

function fieldProblem(field: CardField, value: Json | undefined): string | undefined {
  const isEmpty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return field.required ? 'is required' : undefined;
  switch (field.type) {
    case 'text':
    case 'textarea':
      return textProblem(field, value);
    case 'number':
      return numberProblem(field, value);
    case 'checkbox':
      if (typeof value !== 'boolean') return 'must be true or false';
      return field.required && !value ? 'must be checked' : undefined;
    case 'select':
    case 'radio':
      return isOption(field, value) ? undefined : `must be one of ${optionNames(field)}`;
    case 'multiselect':
      return isJsonList(value) && value.every((one) => isOption(field, one)) && new Set(value).size === value.length ? undefined : `must be a list of ${optionNames(field)}`;
    case 'date':
      return isDate(value) ? undefined : 'must be a date such as 2026-01-31';
    default:
      return field satisfies never;
  }
}

type Options = Extract<CardField, { readonly options: unknown }>;

function isOption(field: Options, value: Json): boolean {
  return field.options.some((option) => option.value === value);
}

function optionNames(field: Options): string {
  return field.options.map((option) => option.value).join(', ');
}

function textProblem(field: Extract<CardField, { readonly type: 'text' | 'textarea' }>, value: Json): string | undefined {
  if (typeof value !== 'string') return 'must be a text';
  const { minLength = 0, maxLength = 100_000, pattern } = field;
  const length = [...value].length;
  if (length < minLength) return `must have at least ${minLength} characters`;
  if (length > maxLength) return `must have at most ${maxLength} characters`;
  return pattern === undefined || matchesWhole(value, pattern) ? undefined : `must look like ${pattern}`;
}

function numberProblem(field: Extract<CardField, { readonly type: 'number' }>, value: Json): string | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return 'must be a number';
  if (field.minimum !== undefined && value < field.minimum) return `must be at least ${field.minimum}`;
  if (field.maximum !== undefined && value > field.maximum) return `must be at most ${field.maximum}`;
  return undefined;
}

function isDate(value: Json): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** Patterns come from a definition and texts from outside, so that the language's RE2 matches them, with its fuel. */
function matchesWhole(text: string, pattern: string): boolean {
  const scope: Scope = { inputs: { text, pattern: `^(?:${pattern})$` }, vars: {}, nodes: {}, loops: {}, run: {}, now: '1970-01-01T00:00:00Z' };
  return evaluate(parseExpression('inputs.text.matches(inputs.pattern)'), scope, createFuel()).value === true;
}
