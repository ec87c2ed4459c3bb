import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/core/domain/model/canonical-json.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';

const json = (): fc.Arbitrary<Json> =>
  fc.jsonValue({ stringUnit: 'grapheme' }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

describe('canonical JSON', () => {
  test("gives the texts of the RFC's own samples", () => {
    const numbers = JSON.parse('[333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001, -0]') as Json;
    const keys = JSON.parse(
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew","1":"One","\\ud83d\\ude00":"Emoji","\\u0080":"Control","\\u00f6":"Latin"}',
    ) as Json;

    expect(canonicalJson(numbers)).toBe('[333333333.3333333,1e+30,4.5,0.002,1e-27,0]');
    expect(canonicalJson({ string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/' })).toBe('{"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    expect(Object.values(JSON.parse(canonicalJson(keys)) as object)).toHaveLength(7);
    expect(canonicalJson(keys)).toMatch(/Carriage.*One.*Control.*Latin.*Euro.*Emoji.*Hebrew/su);
  });

  test('does not depend on the order in which keys were set', () => {
    expect(canonicalJson({ b: { z: 1, a: 2 }, a: [] })).toBe(canonicalJson({ a: [], b: { a: 2, z: 1 } }));
  });

  test('reads back as the same value, and then gives the same text', () => {
    fc.assert(
      fc.property(json(), (value) => {
        const text = canonicalJson(value);
        const back = JSON.parse(text) as Json;

        expect(back).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(back)).toBe(text);
      }),
    );
  });

  test('keeps "__proto__" as an ordinary key', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"x":1}}') as Json)).toBe('{"__proto__":{"x":1}}');
  });

  test.each([
    ['NaN', NaN],
    ['an infinity', [Infinity]],
    ['half a surrogate pair', 'a\ud83d'],
    ['half a surrogate pair in a key', { '\udc00': 1 }],
    ['nesting without end', JSON.parse('['.repeat(5000) + ']'.repeat(5000)) as Json],
  ])('refuses %s', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(AppError);
  });
});
