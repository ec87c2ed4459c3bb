import { describe, expect, test } from 'vitest';
import { readForm, schemaFields } from '../../src/renderer/components/schema-fields.ts';
import { keptMembers, kindsOf } from '../../src/renderer/components/structured/kinds.ts';
import { blankOf, shapeOf } from '../../src/renderer/components/structured/value-schema.ts';

const prices = { type: 'object', properties: { input: { type: 'integer', minimum: 0 }, label: { type: 'string' } }, required: ['input'] };
const schema = {
  type: 'object',
  properties: {
    hosts: { type: 'array', maxItems: 3, items: { type: 'string', pattern: String.raw`^[^:]+:\d+$` } },
    models: { type: 'object', propertyNames: { type: 'string' }, additionalProperties: prices },
    anything: { type: 'object' },
    servers: {
      type: 'object',
      additionalProperties: {
        oneOf: [
          { type: 'object', title: 'Program', properties: { kind: { const: 'program' }, title: { type: 'string' }, command: { type: 'string', minLength: 1 } }, required: ['kind', 'command'] },
          { type: 'object', properties: { kind: { const: 'address' }, title: { type: 'string' }, timeout: { type: 'integer' } }, required: ['kind', 'timeout'] },
        ],
      },
    },
    looks: { type: 'array', minItems: 1, items: { type: 'string', enum: ['mail', 'phone'] } },
    either: { type: 'array', items: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
  },
};

describe('lists, maps and groups in a form', () => {
  const fields = schemaFields(schema);
  const readOf = (values: Readonly<Record<string, unknown>>) => readForm(fields, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, JSON.stringify(value)])));

  test('have controls as far as a schema says what is in them', () => {
    expect(Object.values(schema.properties).map((each) => shapeOf(each))).toEqual(['list', 'map', undefined, 'map', 'several', undefined]);
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

  test('a value of one of several kinds is read by the kind it says', () => {
    const server = schema.properties.servers.additionalProperties;
    expect(shapeOf(server)).toBe('kinds');
    expect(blankOf(server)).toEqual({ kind: 'program', command: '' });
    expect(kindsOf(server)?.branches.map(({ name, label }) => [name, label])).toEqual([['program', 'Program'], ['address', 'address']]);
    expect(readOf({ servers: { desk: { kind: 'program', command: '' } } }).errors['servers']).toBe('Command is needed to go on.');
    expect(readOf({ servers: { desk: { kind: 'address', timeout: '5' } } })).toEqual({ values: { servers: { desk: { kind: 'address', timeout: 5 } } }, errors: {} });
  });

  test('a value that becomes another kind keeps what both have', () => {
    const address = kindsOf(schema.properties.servers.additionalProperties)?.branches[1];
    expect(address === undefined ? undefined : keptMembers(address, { kind: 'program', title: 'Desk', command: 'node' })).toEqual({ title: 'Desk' });
  });

  test('a list that may not be empty says so', () => {
    expect(readOf({ looks: [] }).errors['looks']).toBe('Looks takes at least one entry.');
  });

  test('a new member begins with what it must have', () => {
    expect(blankOf(prices)).toEqual({ input: '' });
    expect(blankOf({ type: 'string', enum: ['plain', 'lively'] })).toBe('plain');
  });

  test('text that is no JSON is refused where JSON must be typed', () => {
    expect(readForm(fields, { anything: '{' }).errors['anything']).toContain('takes JSON');
  });
});
