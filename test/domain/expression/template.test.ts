import { describe, expect, test } from 'vitest';
import { configReferences, configTemplates, renderConfig } from '../../../src/core/domain/expression/config-template.ts';
import { createFuel } from '../../../src/core/domain/expression/fuel.ts';
import { parseTemplate, renderTemplate, renderValue, templateReferences } from '../../../src/core/domain/expression/template.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { scopeWith } from './scope-with.ts';

const scope = scopeWith({
  inputs: { city: 'Oslo' },
  vars: { count: 3, price: 12.5, nothing: null, rows: [{ b: 1, a: 'x' }], text: 'a {{ b }} "c"', long: 'x'.repeat(600_000) },
});
const text = (source: string): string => renderTemplate(parseTemplate(source), scope, createFuel()).text;
const value = (source: string): Json => renderValue(parseTemplate(source), scope, createFuel()).value;

describe('a template', () => {
  test.each([
    ['', ''],
    ['plain', 'plain'],
    ['Hello {{ inputs.city }}!', 'Hello Oslo!'],
    ['{{inputs.city}}{{vars.count}}', 'Oslo3'],
    ['{{ vars.price * 2 }} and {{ vars.count / 2 }}', '25 and 1.5'],
    ['[{{ vars.nothing }}]', '[]'],
    ['{{ vars.rows }}', '[{"a":"x","b":1}]'],
    ['{{ now }}', '2026-02-01T00:00:00Z'],
    ['{{ {"a": {"b": 1}} }}', '{"a":{"b":1}}'],
    ['{{ "}}" + \'}}\' }}', '}}}}'],
    ['{{ r"\\" + "\\"}}" }}', '\\"}}'],
    ['\\{{ vars.count }} is {{ vars.count }}', '{{ vars.count }} is 3'],
    ['a }} b { c', 'a }} b { c'],
    ['it\'s {{ vars.count }}, isn\'t it', "it's 3, isn't it"],
    ['{{ vars.text }}', 'a {{ b }} "c"'],
  ])('%j gives %j', (source, expected) => {
    expect(text(source)).toBe(expected);
  });

  test.each([
    ['Line one\nDear {{ nobody }}', { line: 2, column: 9 }],
    ['Line one\n{{ vars.count', { line: 2, column: 1 }],
    ['{{ }}', { line: 1, column: 3 }],
    ['{{ vars.count + }}', { line: 1, column: 15 }],
    ['{{ "open }}', { line: 1, column: 1 }],
  ])('that is broken is refused at its place: %j', (source, place) => {
    expect(() => parseTemplate(source)).toThrow(expect.objectContaining({ code: 'definition_invalid', data: place }));
  });

  test('names the value it misses, at its place in the whole text', () => {
    const render = (): string => text('one\ntwo {{ vars.missing }}');

    expect(render).toThrow(expect.objectContaining({ code: 'input_invalid', data: { line: 2, column: 12 } }));
    expect(render).toThrow('vars.missing does not exist');
  });

  test('that is one expression gives its value, and otherwise a text', () => {
    expect(value('{{ vars.rows }}')).toEqual([{ b: 1, a: 'x' }]);
    expect(value('{{ vars.count }}')).toBe(3);
    expect(value('{{ vars.nothing }}')).toBeNull();
    expect(value(' {{ vars.count }}')).toBe(' 3');
    expect(value('\\{{ vars.count }}')).toBe('{{ vars.count }}');
  });

  test('grows to a mebibyte and no further', () => {
    expect(text('{{ vars.long }}')).toHaveLength(600_000);
    expect(() => text('{{ vars.long }}{{ vars.long }}')).toThrow(expect.objectContaining({ code: 'input_invalid', data: { limit: 1024 * 1024 } }));
  });

  test('adds up the fuel of its expressions', () => {
    const fuel = createFuel();
    const parsed = parseTemplate('{{ [1, 2].map(x, x) }} {{ [1, 2, 3].map(x, x) }}');

    expect(renderTemplate(parsed, scope, fuel).fuel).toBe(5);
    expect(fuel.used).toBe(5);
  });

  test('tells what it reads', () => {
    expect(templateReferences(parseTemplate('{{ vars.count }} {{ nodes.prep.read }} {{ vars.count }}'))).toEqual(['nodes.prep.read', 'vars.count']);
  });
});

describe('a config', () => {
  const config = {
    title: 'Report for {{ inputs.city }}',
    table: { rows: '{{ vars.rows }}', limit: 5 },
    notes: ['plain', { deep: '{{ vars.count + 1 }}' }, null, true],
  };

  test('is rendered in every text, and keeps everything else', () => {
    expect(renderConfig(config, scope, createFuel()).value).toEqual({
      title: 'Report for Oslo',
      table: { rows: [{ b: 1, a: 'x' }], limit: 5 },
      notes: ['plain', { deep: 4 }, null, true],
    });
  });

  test('does not render what a value happens to contain', () => {
    expect(renderConfig({ prompt: '{{ vars.text }}' }, scope, createFuel()).value).toEqual({ prompt: 'a {{ b }} "c"' });
  });

  test('keeps a key named __proto__ as data', () => {
    const hostile = JSON.parse('{"__proto__":{"polluted":"{{ vars.count }}"}}') as Json;

    expect(JSON.stringify(renderConfig(hostile, scope, createFuel()).value)).toBe('{"__proto__":{"polluted":3}}');
    expect({}).not.toHaveProperty('polluted');
  });

  test('lists its templates with their places and what they read', () => {
    expect(configTemplates(config).map((one) => one.path)).toEqual(['title', 'table.rows', 'notes[1].deep']);
    expect(configReferences(config)).toEqual(['inputs.city', 'vars.count', 'vars.rows']);
  });
});
