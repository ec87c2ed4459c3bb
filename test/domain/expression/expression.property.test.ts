import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, parseExpression, references } from '../../../src/core/domain/expression/expression.ts';
import { createFuel } from '../../../src/core/domain/expression/fuel.ts';
import type { Scope } from '../../../src/core/domain/expression/scope.ts';
import { parseTemplate, renderTemplate } from '../../../src/core/domain/expression/template.ts';
import { canonicalJson } from '../../../src/core/domain/model/canonical-json.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { scopeWith } from './scope-with.ts';

const names = ['a', 'b', 'constructor', '__proto__', 'toString'];
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const scopes: fc.Arbitrary<Scope> = fc
  .record({ vars: fc.dictionary(fc.constantFrom(...names), json), inputs: fc.dictionary(fc.constantFrom(...names), json), item: json })
  .map((part) => JSON.parse(JSON.stringify(scopeWith(part))) as Scope);

/** Expressions that mostly parse: every form of the grammar, with operands that often do not fit. */
const expressions = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('1', '0', '2.5', '-3', '"a"', '"é😀"', 'null', 'true', '[]', '{}', 'item', 'now', 'vars.a', 'vars.b', 'inputs["__proto__"]', 'vars.constructor', 'x'),
    fc.tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '<', '>=', '&&', '||', 'in'), tie('expression')).map(([left, sign, right]) => `(${left} ${sign} ${right})`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([condition, yes, no]) => `(${condition} ? ${yes} : ${no})`),
    fc.tuple(tie('expression'), fc.constantFrom('map', 'filter', 'all', 'exists', 'exists_one'), tie('expression')).map(([range, loop, step]) => `${range}.${loop}(x, ${step})`),
    fc.tuple(tie('expression'), fc.constantFrom('.a', '["b"]', '[0]', '.size()', '.trim()', '.split("")', '.join()', '.getHours()')).map(([from, rest]) => `${from}${rest}`),
    fc.tuple(fc.constantFrom('size', 'text', 'json', 'type', 'sum', 'round', 'double', 'int', 'string', 'timestamp', 'duration', 'max'), tie('expression')).map(([name, argument]) => `${name}(${argument})`),
    fc.tuple(tie('expression'), tie('expression')).map(([left, right]) => `[${left}, ${right}]`),
    fc.tuple(tie('expression'), tie('expression')).map(([key, member]) => `{${key}: ${member}}`),
  ),
})).expression;

type Outcome = { readonly value: Json; readonly fuel: number } | { readonly error: string; readonly fuel: number };

/** Total: a value or an AppError; anything else escapes and fails the test. */
function outcome(source: string, scope: Scope): Outcome {
  const fuel = createFuel();
  try {
    return evaluate(parseExpression(source), scope, fuel);
  } catch (error) {
    if (error instanceof AppError) return { error: error.message, fuel: fuel.used };
    throw error;
  }
}

describe('any expression on any scope', () => {
  test('gives JSON or an AppError, twice the same, and leaves the scope alone', () => {
    let values = 0;
    fc.assert(
      fc.property(expressions, scopes, (source, scope) => {
        const before = JSON.stringify(scope);
        const first = outcome(source, scope);

        expect(outcome(source, scope)).toEqual(first);
        expect(JSON.stringify(scope)).toBe(before);
        expect(first.fuel).toBeLessThanOrEqual(10_000);
        if ('value' in first) {
          values += 1;
          expect(JSON.parse(canonicalJson(first.value))).toEqual(first.value);
        }
      }),
      { numRuns: 600 },
    );
    expect(values).toBeGreaterThan(50);
  });

  test('reads nothing but its references', () => {
    fc.assert(
      fc.property(expressions, scopes, (source, scope) => {
        const known = outcome(source, scope);
        if (!('value' in known)) return;
        const read = references(parseExpression(source));
        const isRead = (root: string, name: string): boolean => read.some((path) => path === root || path === `${root}.${name}` || path.startsWith(`${root}.${name}.`));
        const keep = (root: 'vars' | 'inputs'): Scope['vars'] => Object.fromEntries(Object.entries(scope[root]).filter(([name]) => isRead(root, name)));

        expect(outcome(source, { ...scope, vars: keep('vars'), inputs: keep('inputs') })).toEqual(known);
      }),
      { numRuns: 300 },
    );
  });

  test('any text at all is an expression or an AppError, and so is any template', () => {
    const pieces = fc.array(fc.constantFrom('{{', '}}', '\\{{', '"', "'", '"""', '(', ')', '[', ']', '{', '}', 'vars.a', '.', '?', ':', '!', '-', '1', 'r"', '\\', '\n', '//', ' ', '😀', '@', '`'), { maxLength: 30 });
    fc.assert(
      fc.property(fc.oneof(pieces.map((parts) => parts.join('')), fc.string({ unit: 'grapheme' })), scopes, (source, scope) => {
        outcome(source, scope);
        try {
          renderTemplate(parseTemplate(source), scope, createFuel());
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 600 },
    );
  });
});
