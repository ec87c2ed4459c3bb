import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { compileDefinition } from '../../../src/core/domain/runtime/compile-definition.ts';
import { around, go, node } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';
import { testCatalogue } from './support/test-actions.ts';

const fields = [
  { key: 'about', type: 'heading', text: 'About {{ inputs.who }}' },
  { key: 'points', type: 'bullets', items: '{{ vars.points }}' },
  { key: 'figures', type: 'table', rows: '{{ vars.rows }}' },
  { key: 'decision', label: 'Decision', type: 'radio', required: true, options: [{ value: 'yes', label: 'Yes' }, { value: 'no', label: 'No' }] },
  { key: 'why', label: 'Why not', type: 'text', required: true, shownWhen: "nodes.ask.card.values.decision == 'no'" },
  { key: 'urgent', label: 'Urgent', type: 'toggle' },
  { key: 'at', label: 'At', type: 'time' },
  { key: 'until', label: 'Until', type: 'datetime' },
  { key: 'proof', label: 'Proof', type: 'file', accept: ['.pdf'], maxBytes: 10 },
];
const variables = { points: { initial: ['one', 'two'] }, rows: { initial: [{ name: 'a', value: 1 }] } };

function definition(card: JsonObject): JsonObject {
  return around(node('ask', 'uiCard', { config: { card: 'review' } }), [go('t2', 'ask', 'done', 'card-submitted')], { cards: [card], variables });
}

function asked(): RunBench {
  return new RunBench(definition({ id: 'review', title: 'Review', fields }), { inputs: { who: 'Ada' } }).start();
}

const file = { path: '/files/a.pdf', name: 'a.pdf', bytes: 10, sha256: '0'.repeat(64) };

describe('the parts of a card', () => {
  it('are filled in where they read something, lists and rows as they are', () => {
    expect(asked().now.cards['ask#1']?.card['fields']).toMatchObject([{ text: 'About Ada' }, { items: ['one', 'two'] }, { rows: [{ name: 'a', value: 1 }] }, {}, { shownWhen: "nodes.ask.card.values.decision == 'no'" }, {}, {}, {}, {}]);
  });

  it.each([
    [{ decision: 'yes' }],
    [{ decision: 'no', why: 'Because.' }],
    [{ decision: 'yes', urgent: true, at: '23:59', until: '2026-02-28T08:00', proof: file }],
  ])('take %j', (values) => {
    expect(asked().tell({ type: 'card', visit: 'ask#1', key: 'k', values }).refused).toBeUndefined();
  });

  it.each([
    [{}, ['decision']],
    [{ decision: 'no' }, ['why']],
    [{ decision: 'yes', about: 'x' }, ['about']],
    [{ decision: 'yes', urgent: 'true' }, ['urgent']],
    [{ decision: 'yes', at: '24:00' }, ['at']],
    [{ decision: 'yes', until: '2026-02-30T08:00' }, ['until']],
    [{ decision: 'yes', proof: '/files/a.pdf' }, ['proof']],
    [{ decision: 'yes', proof: { ...file, bytes: 11 } }, ['proof']],
    [{ decision: 'yes', proof: { ...file, name: 'a.exe' } }, ['proof']],
  ])('refuse %j at %j', (values, keys) => {
    const { refused } = asked().tell({ type: 'card', visit: 'ask#1', key: 'k', values });

    expect(Object.keys(refused?.data?.['fields'] ?? {})).toEqual(keys);
  });

  it('whose condition asks for a field the card does not have are told of', () => {
    const wrong = definition({ id: 'review', title: 'Review', fields: [{ key: 'why', label: 'Why', type: 'text', shownWhen: "nodes.ask.card.values.choice == 'no'" }] });

    expect(() => compileDefinition(wrong, testCatalogue)).toThrow(/no field "choice"/u);
  });

  it('have keys of their own, blocks as well', () => {
    const twice = definition({ id: 'review', title: 'Review', fields: [{ key: 'a', type: 'divider' }, { key: 'a', label: 'A', type: 'text' }] });

    expect(() => compileDefinition(twice, testCatalogue)).toThrow(/Two fields are called "a"/u);
  });
});
