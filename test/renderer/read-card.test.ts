import { describe, expect, test } from 'vitest';
import type { CardField } from '../../src/core/domain/model/card.ts';
import { fieldFaults } from '../../src/renderer/cards/field-faults.ts';
import { initialControls, readCard } from '../../src/renderer/cards/read-card.ts';
import { AppError } from '../../src/core/domain/model/errors.ts';

const options = [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }];
const fields: readonly CardField[] = [
  { key: 'decision', label: 'Decision', type: 'radio', required: true, options },
  { key: 'note', label: 'Note', type: 'textarea', required: false, minLength: 3, maxLength: 5 },
  { key: 'amount', label: 'Amount', type: 'number', required: false, minimum: 0, maximum: 10, default: 4 },
  { key: 'tags', label: 'Tags', type: 'multiselect', required: false, options },
  { key: 'sure', label: 'Sure', type: 'checkbox', required: true },
  { key: 'by', label: 'By', type: 'date', required: false },
];

describe('the answer to a card', () => {
  test('begins with the defaults', () => {
    expect(initialControls(fields)).toEqual({ decision: '', note: '', amount: '4', tags: [], sure: false, by: '' });
  });

  test('has one kind of value per kind of field, and leaves out what is empty', () => {
    const read = readCard(fields, { decision: 'a', note: '', amount: '2.5', tags: ['b'], sure: true, by: '2026-12-01' });

    expect(read).toEqual({ errors: {}, values: { decision: 'a', amount: 2.5, tags: ['b'], sure: true, by: '2026-12-01' } });
  });

  test('is refused field by field', () => {
    const read = readCard(fields, { decision: '', note: 'ab', amount: '11', tags: [], sure: false, by: '' });

    expect(read.errors).toEqual({
      decision: 'Decision is needed to go on.',
      note: 'Note takes at least 3 characters.',
      amount: 'Amount is at most 10.',
      sure: 'Tick “Sure” to go on.',
    });
  });

  test('shows at its field what the host refuses there', () => {
    const refused = new AppError('input_invalid', 'The answer does not fit.', { data: { fields: { note: 'Too rude.' } } });

    expect(fieldFaults(refused)).toEqual({ note: 'Too rude.' });
    expect(fieldFaults(new AppError('already_answered', 'Too late.'))).toEqual({});
    expect(fieldFaults(null)).toEqual({});
  });
});
