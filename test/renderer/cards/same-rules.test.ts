import { describe, expect, it } from 'vitest';
import { CardField } from '../../../src/core/domain/model/card.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { cardProblems } from '../../../src/core/domain/runtime/decide/inputs/card-values.ts';
import { type CardControls, readCard } from '../../../src/renderer/cards/read-card.ts';

const options = [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }];
const fields = [
  { key: 'text', type: 'text', minLength: 2, maxLength: 3 },
  { key: 'lines', type: 'textarea', required: true },
  { key: 'number', type: 'number', minimum: 1, maximum: 9 },
  { key: 'box', type: 'checkbox', required: true },
  { key: 'toggle', type: 'toggle' },
  { key: 'select', type: 'select', options },
  { key: 'radio', type: 'radio', options },
  { key: 'many', type: 'multiselect', options },
  { key: 'day', type: 'date' },
  { key: 'time', type: 'time' },
  { key: 'moment', type: 'datetime' },
].map((field) => CardField.parse({ label: field.key, ...field }));
const valid: CardControls = { text: '👍🏽', lines: 'x', number: '5', box: true, toggle: false, select: 'a', radio: 'b', many: ['a'], day: '2026-01-31', time: '14:30', moment: '2026-01-31T14:30' };

describe('a form of a card', () => {
  it.each<[string, CardControls]>([
    ['nothing wrong', {}],
    ['too short', { text: 'a' }],
    ['too long', { text: 'abcd' }],
    ['nothing where something is needed', { lines: '' }],
    ['blanks where something is needed', { lines: ' \n' }],
    ['no number', { number: 'five' }],
    ['too small a number', { number: '0' }],
    ['too large a number', { number: '10' }],
    ['a box not ticked', { box: false }],
    ['no choice of the card', { select: 'c' }],
    ['no choice among several', { many: ['a', 'c'] }],
    ['no day', { day: '2026-02-30' }],
    ['no time', { time: '25:00' }],
    ['no moment', { moment: '2026-01-31' }],
  ])('refuses what the host refuses: %s', (_, change) => {
    const controls = { ...valid, ...change };
    const said: JsonObject = Object.fromEntries(Object.entries(controls).map(([key, control]) => [key, key === 'number' ? Number(control) : control]));

    expect(Object.keys(readCard(fields, controls).errors)).toEqual(Object.keys(cardProblems(fields, said, { isByPerson: true })));
  });

  it('sends nothing of what is hidden, and does not ask for it', () => {
    const read = readCard(fields, { ...valid, lines: '' }, new Set(['lines', 'day']));

    expect(read.errors).toEqual({});
    expect(read.values).not.toHaveProperty('day');
  });
});
