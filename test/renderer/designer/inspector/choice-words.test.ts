import { describe, expect, it } from 'vitest';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import { withSubject } from '../../../../src/renderer/designer/inspector/form/FieldNotes.tsx';
import { fieldShape, optionsOf, titleOf, wordFor } from '../../../../src/renderer/designer/inspector/form/field-shape.ts';
import { catalogueEntries } from '../designer-fixture.ts';

/** Every schema inside another, itself included, with its place. */
function schemasIn(schema: Json | undefined, at: string): readonly (readonly [string, JsonObject])[] {
  if (isJsonList(schema)) return schema.flatMap((each, index) => schemasIn(each, `${at}[${index}]`));
  if (!isJsonObject(schema ?? null)) return [];
  const object = schema as JsonObject;
  return [[at, object], ...Object.entries(object).flatMap(([name, inner]) => (name === 'default' || name === 'enum' ? [] : schemasIn(inner, `${at}.${name}`)))];
}

/** What any JSON is, which refers to itself: it is written as text. */
const isAnyJson = (at: string): boolean => at.includes('$defs');

/** Choices between plain kinds of values are told apart by what they are: a text, a number, a list. */
const plain = new Set(['text', 'number', 'boolean', 'list', 'any']);

describe('the choices of forms', () => {
  it('have words people know: every form of several has a title, every fixed value a word', async () => {
    const unions = (await catalogueEntries()).flatMap(({ type, config }) => schemasIn(config, type)).filter(([at, schema]) => fieldShape(schema) === 'union' && !isAnyJson(at));
    const nameless = unions.flatMap(([at, schema]) => (optionsOf(schema) ?? []).flatMap((option): readonly string[] => {
      const fixed = option['const'] === undefined ? option['enum'] : [option['const']];
      if (isJsonList(fixed)) return fixed.filter((value) => wordFor(option, value) === value).map((value) => `${at}: ${JSON.stringify(value)}`);
      return titleOf(option) !== undefined || option['type'] === 'null' || plain.has(fieldShape(option)) ? [] : [`${at}: ${JSON.stringify(option).slice(0, 80)}`];
    }));

    expect(unions.length).toBeGreaterThan(5);
    expect(nameless).toEqual([]);
  });

  it('leave words alone that a schema says nothing of', () => {
    expect(wordFor({ words: { any: 'The first of them' } }, 'any')).toBe('The first of them');
    expect([wordFor({}, 'any'), wordFor({}, 3)]).toEqual(['any', '3']);
  });
});

describe('what is wrong with a field', () => {
  const field = { where: 'nodes.a.actions.b.config.steps', label: 'Steps' };

  it('names what it is about', () => {
    expect(withSubject('must not be empty', field.where, field)).toBe('Steps must not be empty');
    expect(withSubject('is missing', `${field.where}.0.where`, field)).toBe('Where is missing');
    expect(withSubject('It assigns a variable.', field.where, field)).toBe('It assigns a variable.');
  });
});
