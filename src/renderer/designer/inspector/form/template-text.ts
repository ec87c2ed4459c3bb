import { placesOfTemplate } from '../../../../core/domain/model/expression-tokens.ts';
import type { Json } from '../../../../core/domain/model/json.ts';

/** The expression of a text that is one place and nothing else: it then yields the value itself, and not a text. */
export function wholeExpression(value: Json | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const found = /^\{\{(?<inner>[^]*)\}\}$/u.exec(value.trim())?.groups?.['inner'];
  // A second place would end the first one early.
  return found === undefined || found.includes('{{') || found.includes('}}') ? undefined : found.trim();
}

export function placeOf(expression: string): string {
  return `{{ ${expression.trim()} }}`;
}

/** A fixed value as an expression that yields it. */
export function literalOf(value: Json | undefined): string {
  if (value === undefined || value === '') return '';
  return typeof value === 'string' && value.includes('{{') ? value.replaceAll(/\{\{|\}\}/gu, '').trim() : JSON.stringify(value);
}

/** Whether a place in a text lies between the braces of a template. */
export function isInsidePlace(text: string, at: number): boolean {
  return placesOfTemplate(text).some(({ from, to }) => from <= at && at <= to);
}
