import { schemaCheck } from '../../catalogue/json-schema.ts';
import { evaluate, parseExpression } from '../../expression/expression.ts';
import { patternProblem } from '../../expression/functions/text-functions.ts';
import { createFuel } from '../../expression/fuel.ts';
import type { Json } from '../../model/json.ts';
import type { TestMatcher } from '../../model/test-matcher.ts';

/** What cannot be used in a matcher; nothing where all can. */
export function matcherProblem(matcher: TestMatcher): string | undefined {
  if (typeof matcher === 'string') return undefined;
  const problem = matcher.matches === undefined ? undefined : patternProblem(matcher.matches);
  if (problem !== undefined || matcher.schema === undefined) return problem;
  try {
    schemaCheck(matcher.schema);
    return undefined;
  } catch (error) {
    return `the schema cannot be used: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Whether a value may stand in the place of the recorded one. */
export function matchesValue(matcher: TestMatcher, recorded: Json | undefined, value: Json | undefined): boolean {
  if (matcher === 'any') return true;
  if (matcher === 'text') return typeof value === 'string' && value.trim() !== '';
  const { contains, matches, length, schema } = matcher;
  const words = contains === undefined ? [] : [contains].flat();
  if (words.some((word) => typeof value !== 'string' || !value.includes(word))) return false;
  if (matches !== undefined && (typeof value !== 'string' || !fitsPattern(value, matches))) return false;
  if (length !== undefined && !isAsLong(recorded, value, length)) return false;
  return schema === undefined || (value !== undefined && schemaCheck(schema)(value).length === 0);
}

/** By the language of expressions, so that no pattern takes longer than it may. */
function fitsPattern(text: string, pattern: string): boolean {
  const scope = { inputs: { text, pattern }, vars: {}, nodes: {}, loops: {}, run: {}, now: '2026-01-01T00:00:00Z' };
  return evaluate(parseExpression('inputs.text.matches(inputs.pattern)'), scope, createFuel()).value === true;
}

function isAsLong(recorded: Json | undefined, value: Json | undefined, share: number): boolean {
  if (typeof recorded !== 'string' || typeof value !== 'string') return false;
  return Math.abs(value.length - recorded.length) <= share * recorded.length;
}
