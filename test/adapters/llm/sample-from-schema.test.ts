import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { sampleFromSchema } from '../../../src/core/llm/sample-from-schema.ts';

const tree = { $defs: { node: { type: 'object', required: ['name', 'children'], properties: { name: { type: 'string', minLength: 3 }, children: { type: 'array', items: { $ref: '#/$defs/node' } } } } }, $ref: '#/$defs/node' };
const endlessChoices = { type: 'array', minItems: 1, items: { anyOf: [{ $ref: '#' }, { $ref: '#' }] } };

describe('a value made from a schema', () => {
  it.each<[string, JsonObject, unknown]>([
    ['a constant', { const: { a: 1 } }, { a: 1 }],
    ['a choice', { enum: ['b', 'a'] }, 'b'],
    ['an example', { type: 'string', pattern: '^x\\d$', examples: ['x1'] }, 'x1'],
    ['a range', { type: 'integer', exclusiveMinimum: 3, multipleOf: 5 }, 5],
    ['a fraction', { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, 0.5],
    ['a date', { type: 'string', format: 'date' }, '2000-01-01'],
    ['a digit by pattern', { type: 'string', pattern: '^[0-9]+$' }, '1'],
    ['required properties only', { type: 'object', required: ['a'], properties: { a: { type: 'boolean' }, b: { type: 'string' } } }, { a: false }],
    ['a list', { type: 'array', items: { type: 'integer', minimum: 7 }, minItems: 2 }, [7, 7]],
    ['a set', { type: 'array', items: { enum: ['a', 'b', 'c'] }, minItems: 2, uniqueItems: true }, ['a', 'b']],
    ['one of several', { oneOf: [{ type: 'object', required: ['x'], properties: { x: { const: 1 } } }, { type: 'null' }] }, { x: 1 }],
    ['all of several', { allOf: [{ type: 'object', required: ['x'], properties: { x: { const: 1 } } }, { required: ['y'], properties: { y: { const: 2 } } }] }, { x: 1, y: 2 }],
    ['something that may be null', { type: ['null', 'string'], minLength: 20 }, 'offline answer......'],
    ['a tree', tree, { name: 'offline answer', children: [] }],
  ])('for %s', (_, schema, expected) => {
    expect(sampleFromSchema(schema)).toEqual(expected);
  });

  it.each<[string, JsonObject]>([
    ['no value', { not: {} }],
    ['an endless value', { type: 'object', required: ['next'], properties: { next: { $ref: '#' } } }],
    ['choices without end', endlessChoices],
    ['a pattern it cannot guess', { type: 'string', pattern: '^[a-z]{3}-[0-9]{4}$' }],
  ])('is not found for %s, and the search ends', (_, schema) => {
    expect(sampleFromSchema(schema)).toBeUndefined();
  });

  it('is given at once where a pattern would explode, without asking the pattern', () => {
    expect(sampleFromSchema({ enum: [`${'a'.repeat(40)}!`], pattern: '^(a+)+$' })).toBe(`${'a'.repeat(40)}!`);
  });

  it('fits whatever the schema asks of plain shapes', () => {
    const { schema } = fc.letrec<{ schema: JsonObject }>((tie) => ({
      schema: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.record({ type: fc.constant('integer'), minimum: fc.integer({ min: -50, max: 50 }) }),
        fc.record({ type: fc.constant('string'), minLength: fc.nat(30) }),
        fc.record({ enum: fc.array(fc.string(), { minLength: 1 }) }),
        fc.record({ type: fc.constant('array'), minItems: fc.nat(4), items: tie('schema') }),
        fc.dictionary(fc.string(), tie('schema'), { maxKeys: 4, noNullPrototype: true }).map((properties) => ({ type: 'object', properties, required: Object.keys(properties) })),
        fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
      ),
    }));

    fc.assert(
      fc.property(schema, (given) => {
        const sample = sampleFromSchema(given);
        expect(sample).toBeDefined();
        expect(new Validator(given as object, '2020-12').validate(sample).valid).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
