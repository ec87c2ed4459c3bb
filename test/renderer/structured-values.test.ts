import { describe, expect, test } from 'vitest';
import { readForm, schemaFields } from '../../src/renderer/components/schema-fields.ts';
import { blankOf, shapeOf } from '../../src/renderer/components/structured/value-schema.ts';

const prices = { type: 'object', properties: { input: { type: 'integer', minimum: 0 }, label: { type: 'string' } }, required: ['input'] };
const schema = {
  type: 'object',
  properties: {
    hosts: { type: 'array', maxItems: 3, items: { type: 'string', pattern: String.raw`^[^:]+:\d+$` } },
    models: { type: 'object', propertyNames: { type: 'string' }, additionalProperties: prices },
    anything: { type: 'object' },
    either: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
  },
};

describe('lists, maps and groups in a form', () => {
  const fields = schemaFields(schema);
  const readOf = (values: Readonly<Record<string, unknown>>) => readForm(fields, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)])));

  test('have controls as far as a schema says what is in them', () => {
    expect(Object.values(schema.properties).map((each) => shapeOf(each))).toEqual(['list', 'map', undefined, undefined]);
  });

  test('a number is one once it can be, and what was typed is kept until then', () => {
    expect(readOf({ models: { small: { input: '12' } } })).toEqual({ values: { models: { small: { input: 12 } } }, errors: {} });
    expect(readOf({ models: { small: { input: '12x' } } }).errors['models']).toBe('Input takes a number, such as 12.5.');
  });

  test('what is wrong inside stops the form and is named', () => {
    expect(readOf({ hosts: ['127.0.0.1:80', 'nothing'] }).errors['hosts']).toBe('Hosts 2 is not written as it must be.');
    expect(readOf({ models: { small: {} } }).errors['models']).toBe('Input is needed to go on.');
    expect(readOf({ hosts: ['127.0.0.1:80'] }).errors).toEqual({});
  });

  test('a new member begins with what it must have', () => {
    expect(blankOf(prices)).toEqual({ input: '' });
    expect(blankOf({ type: 'string', enum: ['plain', 'lively'] })).toBe('plain');
  });

  test('text that is no JSON is refused where JSON must be typed', () => {
    expect(readForm(fields, { anything: '{' }).errors['anything']).toContain('takes JSON');
  });
});
