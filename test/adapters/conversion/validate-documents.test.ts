import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ConversionBench, openConversionBench } from './conversion-bench.ts';

let bench: ConversionBench;
beforeAll(async () => {
  bench = await openConversionBench();
});
afterAll(async () => {
  await bench[Symbol.asyncDispose]();
});

const schema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 1 },
    rows: { type: 'array', items: { type: 'object', properties: { 'a/b': { type: 'number' }, c: { enum: ['x', 'y'] } }, required: ['c'] } },
  },
  additionalProperties: false,
  required: ['name'],
};

describe('a document that is checked against a schema', () => {
  it('is told with line, column and pointer where JSON does not fit', async () => {
    const text = '{\n  "name": "",\n  "rows": [\n    { "c": "x", "a/b": 1 },\n    { "a/b": "two" }\n  ],\n  "more": true\n}\n';

    const { valid, checked, problems } = await bench.validate({ text, format: 'json', inlineSchema: schema });

    expect({ valid, checked }).toEqual({ valid: false, checked: 'schema' });
    expect(problems.map(({ line, column, path }) => [line, column, path])).toEqual([[2, 11, '/name'], [5, 5, '/rows/1'], [5, 14, '/rows/1/a~1b'], [7, 11, '/more']]);
    expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
  });

  it('is told the same of YAML, in blocks and in one line', async () => {
    const text = 'name: ""\nrows:\n  - c: x\n    a/b: 1\n  - {a/b: two}\n# the end\nmore: true\n';

    const { problems } = await bench.validate({ text, format: 'yaml', inlineSchema: schema });

    expect(problems.map(({ line, column, path }) => [line, column, path])).toEqual([[1, 7, '/name'], [5, 5, '/rows/1'], [5, 11, '/rows/1/a~1b'], [7, 7, '/more']]);
  });

  it('fits when its files say so, and the schema may be YAML', async () => {
    const file = await bench.put('data.yaml', 'name: Łódź\nrows: []\n');
    const rules = await bench.put('rules.yaml', 'type: object\nrequired: [name]\n');

    expect(await bench.validate({ file, schema: rules })).toEqual({ valid: true, format: 'yaml', checked: 'schema', problems: [], more: 0 });
  });

  it.each([
    ['a type nobody knows', { properties: { a: { type: 'strnig' } } }, /\/properties\/a\/type.*one of string/u],
    ['a count below zero', { minItems: -1 }, /"minItems" takes a whole number/u],
    ['a reference to the network', { $ref: 'https://example.org/s.json' }, /only parts of the same schema/u],
    ['a reference in a circle', { $ref: '#' }, /circle/u],
    ['a pattern that is none', { pattern: '(' }, /pattern/u],
  ])('a schema with %s is told itself', async (_, bad, message) => {
    await expect(bench.validate({ text: '{}', format: 'json', inlineSchema: bad })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringMatching(message), next: expect.any(String) });
  });

  it('lists at most 200 problems and counts the rest', async () => {
    const { problems, more } = await bench.validate({ text: JSON.stringify(Array.from({ length: 300 }, () => 'x')), format: 'json', inlineSchema: { items: { type: 'number' } } });

    expect([problems.length, more]).toEqual([200, 100]);
  });

  it('is bounded work, however large the document', async () => {
    const rows = Array.from({ length: 40_000 }, (_, index) => ({ name: `n${index}`, value: index }));

    const { valid } = await bench.validate({ text: JSON.stringify(rows), format: 'json', inlineSchema: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, value: { type: 'integer' } }, required: ['name'] } } });

    expect(valid).toBe(true);
  });
});

describe('a document that is checked alone', () => {
  it.each([
    ['json', '{\n  "a": 1,\n}', 3, 1],
    ['yaml', 'a: 1\nb: [1', 2, undefined],
    ['csv', 'a,b\n1\n', 2, undefined],
  ] as const)('%s that cannot be read has its line', async (...row) => {
    const [format, text, line, column] = row;
    const { valid, checked, problems } = await bench.validate({ text, format });

    expect({ valid, checked }).toEqual({ valid: false, checked: 'text' });
    expect(problems).toMatchObject([{ line, path: '', severity: 'error', ...(column === undefined ? {} : { column }) }]);
  });

  it.each([
    ['a key that JSON has twice', 'json', '{"a": 1,\n "b": {"a": 2}, "a": 3}', 2, 17],
    ['a merge key, which YAML 1.2 has not', 'yaml', 'a: &x {b: 1}\nc:\n  <<: *x\n', 3, 3],
    ['NUL in a text', 'txt', 'one\ntw\0o', 2, 3],
    ['a script in a page', 'html', '<p>x</p>\n<p onclick="x()">y</p>', 2, 1],
  ] as const)('%s is a warning with its place', async (...row) => {
    const [, format, text, line, column] = row;
    const { valid, problems } = await bench.validate({ text, format });

    expect(valid).toBe(true);
    expect(problems).toMatchObject([{ line, column, severity: 'warning' }]);
  });

  it('needs to be named once, lie in the sandbox and be a text', async () => {
    const outside = join(bench.sandbox.out, 'f');
    const made = await bench.put('made.pdf', '%PDF-1.7');

    await expect(bench.validate({})).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(bench.validate({ text: '{}' })).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(bench.validate({ text: '{}', format: 'json', file: made })).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(bench.validate({ file: outside, format: 'txt' })).rejects.toMatchObject({ code: 'path_denied' });
    await expect(bench.validate({ file: join(bench.box, 'nothing.json') })).rejects.toMatchObject({ code: 'not_found' });
    await expect(bench.validate({ file: made })).rejects.toMatchObject({ code: 'input_invalid' });
    await expect(bench.validate({ id: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
