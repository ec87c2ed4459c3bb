import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { editWords } from '../../../../src/core/domain/model/edit/edit-words.ts';

const held: JsonObject = { amount: { type: 'number' }, note: { type: 'string' } };
const definition: JsonObject = { inputs: { type: 'object', properties: held, required: ['note'] }, cards: [{ id: 'answer', title: 'Your answer', fields: [] }] };
const words = (properties: JsonObject, required: string[] = ['note']): string => editWords(definition, { kind: 'set', at: 'workflow', path: ['inputs'], value: { type: 'object', properties, required } });

it('tells what became of an input, though inputs are written as one schema', () => {
  expect(words({ ...held, date: { type: 'string' } })).toBe('Add input date');
  expect(words({ amount: { type: 'number' } })).toBe('Delete input note');
  expect(words({ note: { type: 'string' }, amount: { type: 'number' } })).toBe('Move inputs');
  expect(words({ ...held, amount: { type: 'boolean' } })).toBe('Change the kind of input amount');
  expect(words({ ...held, amount: { type: 'number', default: 1 } })).toBe('Change default of input amount');
  expect(words({ ...held, amount: { type: 'number', title: 'How much' } })).toBe('Change label of input amount');
  expect(words(held, ['note', 'amount'])).toBe('Demand input amount');
  expect(words(held, [])).toBe('No longer demand input note');
  expect(words({ a: {}, b: {} })).toBe('Change inputs of the workflow');
});

it('names the card that begins again', () => {
  expect(editWords(definition, { kind: 'set', at: 'workflow', path: ['cards', 0], value: { id: 'answer', title: 'Please decide', fields: [] } })).toBe('Change card Your answer');
});
