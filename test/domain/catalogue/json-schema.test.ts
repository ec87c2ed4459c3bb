import { expect, it } from 'vitest';
import { schemaCheck } from '../../../src/core/domain/catalogue/json-schema.ts';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import { go, node, workflow } from '../runtime/support/definitions.ts';
import { testCatalogue } from '../runtime/support/test-actions.ts';

/** With forty letters a backtracking engine would not answer while anybody lives. */
const explosive = `${'a'.repeat(40)}!`;
const paths = (schema: JsonObject, value: Json): readonly string[] => schemaCheck(schema)(value).map(({ path }) => path);

it.each<[string, JsonObject, readonly [Json, string]]>([
  ['pattern', { pattern: '^(a+)+$' }, [explosive, 'value']],
  ['pattern beside a format', { format: 'hostname', pattern: '^(a+)+$' }, [explosive, 'value']],
  ['pattern of names', { patternProperties: { '^(a+)+$': { type: 'string' } }, additionalProperties: false }, [{ [explosive]: 1 }, explosive]],
  ['format url', { format: 'url' }, [`http://${explosive} `, 'value']],
])('a %s that would explode in a backtracking engine is matched at once', (_what, schema, [value, path]) => {
  expect(paths(schema, value)).toContain(path);
});

it.each<[string, JsonObject, readonly [Json, Json]]>([
  ['a pattern', { pattern: '^[a-z]{2}$' }, ['ab', 'abc']],
  ['a pattern of many', { pattern: '^[0-9a-f]{64}$' }, ['0'.repeat(64), '0'.repeat(63)]],
  ['a pattern and a format', { pattern: '^2026', format: 'date' }, ['2026-01-31', '2025-01-31']],
  ['a pattern under not', { not: { pattern: '^x' } }, ['y', 'x']],
  ['a pattern under anyOf', { anyOf: [{ pattern: '^a' }, { type: 'number' }] }, [5, 'b']],
  ['a format', { format: 'uuid' }, ['12345678-1234-1234-1234-123456789abc', 'no']],
  ['names by pattern', { patternProperties: { '^n_': { type: 'number' } } }, [{ n_a: 1, b: 'x' }, { n_a: 'x' }]],
  ['names by pattern and no others', { patternProperties: { '^n_': {} }, additionalProperties: false }, [{ n_a: 1 }, { b: 1 }]],
  ['names by two patterns and by name', { properties: { n_a: { minimum: 1 } }, patternProperties: { '^n_': { type: 'number' }, a$: { maximum: 3 } } }, [{ n_a: 2 }, { n_a: 4 }]],
  ['names by pattern deep inside', { items: { patternProperties: { '^n': { type: 'number' } } } }, [[{ n: 1 }], [{ n: 1 }, { n: 'x' }]]],
  ['a part under a name', { $defs: { word: { type: 'string' } }, properties: { a: { $ref: '#/$defs/word' } } }, [{ a: 'x' }, { a: 1 }]],
  ['a tree', { properties: { of: { items: { $ref: '#' } }, name: { type: 'string' } } }, [{ of: [{ of: [{ name: 'x' }] }] }, { of: [{ of: [{ name: 1 }] }] }]],
  ['closed members', { properties: { a: true }, additionalProperties: false }, [{ a: 1 }, { a: 1, b: 1 }]],
  ['different items', { uniqueItems: true }, [[1, 2], [1, 1]]],
])('%s: what fits fits, and what does not does not', (_what, schema, [good, bad]) => {
  expect(schemaCheck(schema)(good)).toEqual([]);

  expect(schemaCheck(schema)(bad)).not.toEqual([]);
});

it.each<[string, JsonObject]>([
  ['a look-ahead', { pattern: '^(?=a)' }],
  ['a pattern of names that is none', { patternProperties: { '(': {} } }],
  ['parts that are a text', { not: { type: 'boolean' }, allOf: ' ' }],
  ['required that is no list', { required: true }],
  ['a choice that is no list', { enum: 5 }],
  ['members that are a text', { properties: 'ab' }],
  ['names that another demands and that are no list', { dependentRequired: { a: 5 } }],
  ['a reference to itself', { $ref: '#' }],
  ['references in a circle', { properties: { a: { $ref: '#/properties/b' }, b: { allOf: [{ $ref: '#/properties/a' }] } } }],
  ['a reference to elsewhere', { properties: { a: { $ref: 'https://example.com/x.json' } } }],
  ['a reference to nothing', { $ref: '#/$defs/none' }],
  ['parts that double themselves', { $ref: '#/$defs/a0', $defs: Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`a${at}`, at === 29 ? {} : { allOf: [{ $ref: `#/$defs/a${at + 1}` }, { $ref: `#/$defs/a${at + 1}` }] }])) }],
])('%s cannot be used, and verify says where', (_what, schema) => {
  expect(() => schemaCheck(schema)).toThrow();

  const definition = workflow([node('begin', 'start'), node('done', 'end')], [go('t', 'begin', 'done', 'immediate')], { inputs: { type: 'object', properties: { s: schema } }, variables: { v: { schema } } });
  expect(verify(definition, { catalogue: testCatalogue }).findings).toContainEqual(expect.objectContaining({ severity: 'error', where: expect.stringMatching(/^(?:inputs|variables\.v)/u) }));
});

it('a value nested so that each level doubles the work ends the check', () => {
  let value: Json = {};
  for (let depth = 0; depth < 60; depth += 1) value = { a: value };

  expect(schemaCheck({ properties: { a: { allOf: [{ $ref: '#' }, { $ref: '#' }] } } })(value)).toEqual([{ path: 'value', message: expect.stringContaining('more work') }]);
});
