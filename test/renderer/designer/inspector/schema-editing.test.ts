import { describe, expect, it } from 'vitest';
import { newCard, newField, asFieldType } from '../../../../src/renderer/designer/inspector/cards/new-card.ts';
import { Card } from '../../../../src/core/domain/model/card.ts';
import { readTags } from '../../../../src/renderer/designer/inspector/editing/reading.ts';
import { readLines } from '../../../../src/renderer/designer/inspector/fields/LinesField.tsx';
import { asKind, propertyKind, propertyKinds } from '../../../../src/renderer/designer/inspector/fields/property-kinds.ts';
import { estimateInput } from '../../../../src/renderer/designer/inspector/fields/use-estimate.ts';
import { moved } from '../../../../src/renderer/designer/inspector/form/ListField.tsx';

describe('properties of a schema', () => {
  it.each(propertyKinds)('%s is found again in what it is written as, and keeps its label', (kind) => {
    const schema = asKind({ type: 'boolean', title: 'Label', default: true }, kind);

    expect(propertyKind(schema)).toBe(kind);
    expect(schema['title']).toBe('Label');
    expect(schema['default']).toBeUndefined();
  });

  it('are JSON where they say more than a form can', () => {
    expect(propertyKind({ type: 'array', items: { type: 'object' } })).toBe('other');
    expect(propertyKind({ enum: [1, 2] })).toBe('other');
  });
});

describe('cards', () => {
  it('are sound as they are made, whatever type their fields become', () => {
    const card = newCard({ cards: [{ id: 'review', title: 'Review' }] }, 'Review');
    const types = ['text', 'number', 'select', 'multiselect', 'date', 'checkbox'] as const;

    expect(card['id']).toBe('review_2');
    for (const type of types) expect(Card.safeParse({ ...card, fields: [asFieldType({ ...newField([], 'text'), maxLength: 5, default: 'x' }, type)] }).success).toBe(true);
  });

  it('give every new field a key of its own', () => {
    expect(newField([{ key: 'answer' }, { key: 'answer_2' }], 'text')['key']).toBe('answer_3');
  });
});

describe('lists as they are typed', () => {
  it('are read without what is empty or said twice', () => {
    expect(readTags('a, b,, a ')).toEqual(['a', 'b']);
    expect(readTags(' , ')).toBeUndefined();
    expect(readLines(' a \n\n b')).toEqual(['a', 'b']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
  });
});

describe('the price of a prompt', () => {
  it('is asked of the model the config names, or else the workflow', () => {
    expect(estimateInput({}, { connector: 'claude', model: 'large' }, 'Hi')).toEqual({ text: 'Hi', id: 'claude', model: 'large', maxOutputTokens: 1024 });
    expect(estimateInput({ connector: 'mock', model: 'default', system: 'Be kind', maxOutputTokens: 9 }, { connector: 'claude', model: 'large' }, 'Hi')).toEqual({ text: 'Hi', id: 'mock', system: 'Be kind', maxOutputTokens: 9 });
    expect(estimateInput({ connector: '{{ vars.who }}' }, {}, 'Hi')).toEqual({ text: 'Hi', maxOutputTokens: 1024 });
  });
});
