import { describe, expect, test } from 'vitest';
import { initialValues, readForm, schemaFields } from '../../src/renderer/components/schema-fields.ts';

const schema = {
  type: 'object',
  required: ['csv', 'rows', 'agree', 'tone'],
  properties: {
    csv: { type: 'string', format: 'file', title: 'CSV file' },
    rows: { type: 'integer', minimum: 1, maximum: 10 },
    ratio: { type: 'number' },
    tone: { type: 'string', enum: ['plain', 'lively'], default: 'plain' },
    level: { enum: [1, 2, 3] },
    agree: { type: 'boolean' },
    due_date: { type: 'string', format: 'date' },
    essay: { type: 'string', maxLength: 5000 },
    tags: { type: 'array', items: { type: 'string' } },
  },
};

describe('a form from a JSON Schema', () => {
  const fields = schemaFields(schema);

  test('every property has a field of its kind, in declared order', () => {
    expect(fields.map(({ key, kind }) => [key, kind])).toEqual([
      ['csv', 'file'], ['rows', 'integer'], ['ratio', 'number'], ['tone', 'choice'], ['level', 'choice'],
      ['agree', 'boolean'], ['due_date', 'date'], ['essay', 'lines'], ['tags', 'json'],
    ]);
  });

  test('titles are labels, else the key in words', () => {
    expect(fields.map(({ label }) => label)).toEqual(['CSV file', 'Rows', 'Ratio', 'Tone', 'Level', 'Agree', 'Due date', 'Essay', 'Tags']);
  });

  test('what has a default need not be filled in', () => {
    expect(fields.filter(({ isRequired }) => isRequired).map(({ key }) => key)).toEqual(['csv', 'rows']);
    expect(initialValues(fields)['tone']).toBe('plain');
  });

  test('values are typed, and empty optional fields are left out', () => {
    const read = readForm(fields, { ...initialValues(fields), csv: '/data/a.csv', rows: '3', level: '2', agree: true, tags: '["a"]' });

    expect(read).toEqual({ errors: {}, values: { csv: '/data/a.csv', rows: 3, tone: 'plain', level: 2, agree: true, tags: ['a'] } });
  });

  test.each([
    ['rows', '', 'Rows is needed to go on.'],
    ['rows', 'three', 'Rows takes a number, such as 12.5.'],
    ['rows', '2.5', 'Rows takes a whole number, such as 12.'],
    ['rows', '0', 'Rows is at least 1.'],
    ['rows', '11', 'Rows is at most 10.'],
    ['tags', '[', 'Tags takes JSON, such as ["a", "b"].'],
  ])('%s = "%s" is refused in words', (key, typed, message) => {
    const read = readForm(fields, { ...initialValues(fields), csv: 'a', rows: '1', [key]: typed });

    expect(read.errors).toEqual({ [key]: message });
  });

  test('a schema without properties makes an empty form', () => {
    expect(schemaFields({})).toEqual([]);
    expect(readForm([], {})).toEqual({ values: {}, errors: {} });
  });
});
