import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { around, go, node, step } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const fields = [
  { key: 'decision', label: 'Decision', type: 'select', required: true, options: [{ value: 'yes', label: 'Yes, {{ inputs.who }}' }, { value: 'no', label: 'No' }] },
  { key: 'note', label: 'Note', type: 'text', minLength: 2, maxLength: 5, pattern: '[a-z]+' },
  { key: 'amount', label: 'Amount', type: 'number', minimum: 1, maximum: 9, default: '{{ 2 + 3 }}' },
  { key: 'sure', label: 'Sure', type: 'checkbox' },
  { key: 'many', label: 'Many', type: 'multiselect', options: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }] },
  { key: 'day', label: 'Day', type: 'date' },
];
const cards = [{ id: 'review', title: 'For {{ inputs.who }}', body: '**{{ vars.text }}**', fields }];
const submitted = [go('t2', 'ask', 'done', 'card-submitted')];

function asked(leave = submitted, more: JsonObject = {}, attended = false): RunBench {
  const card = node('ask', 'uiCard', { config: { card: 'review' }, ...more });
  return new RunBench(around(card, leave, { cards, variables: { text: { initial: 'read me' } } }), { inputs: { who: 'Ada' }, attended }).start();
}

describe('a card', () => {
  it('is rendered and frozen when it is asked', () => {
    const bench = asked();

    const card = bench.now.cards['ask#1'];
    expect(card).toMatchObject({ cardId: 'review', title: 'For Ada', card: { body: '**read me**', submitLabel: 'Submit' } });
    expect(card?.card['fields']).toMatchObject([{ options: [{ label: 'Yes, Ada' }, { label: 'No' }] }, { pattern: '[a-z]+' }, { default: 5 }, {}, {}, {}]);
    expect(card?.hash).toMatch(/^[0-9a-f]{64}$/u);
  });

  it('puts its answer into scope and leaves', () => {
    const bench = asked();

    bench.card('ask#1', { decision: 'yes', note: 'abc' });

    expect(bench.now.scope.nodes['ask']).toEqual({ card: { values: { decision: 'yes', note: 'abc' } } });
    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.now.cards).toEqual({});
  });

  it.each([
    [{}, ['decision']],
    [{ decision: 'perhaps' }, ['decision']],
    [{ decision: 'yes', note: 'a' }, ['note']],
    [{ decision: 'yes', note: 'abcdef' }, ['note']],
    [{ decision: 'yes', note: 'ab1' }, ['note']],
    [{ decision: 'yes', note: 7 }, ['note']],
    [{ decision: 'yes', amount: 0 }, ['amount']],
    [{ decision: 'yes', amount: 10 }, ['amount']],
    [{ decision: 'yes', amount: '5' }, ['amount']],
    [{ decision: 'yes', sure: 'yes' }, ['sure']],
    [{ decision: 'yes', many: ['a', 'c'] }, ['many']],
    [{ decision: 'yes', many: ['a', 'a'] }, ['many']],
    [{ decision: 'yes', many: 'a' }, ['many']],
    [{ decision: 'yes', day: '2026-02-30' }, ['day']],
    [{ decision: 'yes', day: 'tomorrow' }, ['day']],
    [{ decision: 'no', other: 1, amount: 0 }, ['amount', 'other']],
  ] as const)('refuses %j, naming %j and writing nothing', (values, names) => {
    const bench = asked();
    const before = bench.rows.length;

    const { refused } = bench.tell({ type: 'card', visit: 'ask#1', key: 'k', values });

    expect(refused?.code).toBe('input_invalid');
    expect(Object.keys(refused?.data?.['fields'] ?? {})).toEqual(names);
    expect(bench.rows).toHaveLength(before);
  });

  it.each([{ decision: 'no' }, { decision: 'yes', note: '', amount: 9, sure: false, many: ['b'], day: '2026-02-28' }])('takes %j', (values) => {
    expect(asked().tell({ type: 'card', visit: 'ask#1', key: 'k', values }).refused).toBeUndefined();
  });

  it('takes the transition whose condition fits the answer', () => {
    const leave = [go('t2', 'ask', 'done', ['card-submitted', { when: "nodes.ask.card.values.decision == 'no'" }]), go('t3', 'ask', 'done', 'card-submitted', { isDefault: true })];
    const bench = asked(leave);

    bench.card('ask#1', { decision: 'yes' });

    expect(outline(bench.rows).at(-2)).toBe('D transition_committed t3 card-submitted done#1');
  });

  it('refuses an answer no validator lets through, in the author’s words, and stays open', () => {
    const validators = [{ id: 'v', type: 'expression', config: { that: "nodes.ask.card.values.decision == 'yes'" }, message: 'only yes will do', recommendedAction: 'Say yes.' }];
    const bench = asked([go('t2', 'ask', 'done', 'card-submitted', { validators })]);

    const { refused } = bench.tell({ type: 'card', visit: 'ask#1', key: 'k', values: { decision: 'no' } });

    expect(refused).toMatchObject({ code: 'input_invalid', next: 'Say yes.', data: { reason: 'not_accepted' } });
    expect(refused?.message).toContain('only yes will do');
    expect(bench.now.cards['ask#1']?.answer).toBeUndefined();
    bench.card('ask#1', { decision: 'yes' });
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('answered twice is refused as stale', () => {
    const bench = asked(submitted, { exit: [step('tidy', 'test.safe')], timeout: 'PT5M' });
    bench.card('ask#1', { decision: 'yes' });
    expect(bench.now).toMatchObject({ cards: {}, timers: {} });

    expect(bench.tell({ type: 'card', visit: 'ask#1', key: 'k2', values: { decision: 'yes' } }).refused).toMatchObject({ code: 'precondition_failed', data: { reason: 'stale' } });
    bench.complete('ask#1/tidy.1');
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('a scheduled way out of a card', () => {
  const leave = [...submitted, go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])];

  it('sets when the card expires, and takes its transition then', () => {
    const bench = asked(leave);
    expect(bench.now.cards['ask#1']?.expiresAt).toBe(bench.at + 3_600_000);

    bench.timer('ask#1/@timer.scheduled.t3');

    expect(outline(bench.rows).at(-2)).toBe('D transition_committed t3 scheduled done#1');
  });

  it('is decided by the clock: an answer after the deadline is refused before the timer came', () => {
    const bench = asked(leave);
    bench.at += 3_600_000;

    expect(bench.tell({ type: 'card', visit: 'ask#1', key: 'k', values: { decision: 'yes' } }).refused?.code).toBe('precondition_failed');
  });

  it('is the only one taken when its deadline and the node’s pass together', () => {
    const bench = asked([...leave, go('e1', 'ask', 'done', 'error')], { timeout: 'PT2H', exit: [step('tidy', 'test.safe')] });
    bench.at += 7_200_000;

    bench.tell({ type: 'timer', id: 'ask#1/@timer.timeout' });
    bench.complete('ask#1/tidy.1');

    expect(outline(bench.rows)).toContain('D transition_committed t3 scheduled done#1 done[tidy]');
    expect(outline(bench.rows)).not.toContain('D region_cancelled ask#1');
  });

  it('that is not let through leaves the card open for a late answer', () => {
    const bench = asked([...submitted, go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }], { validators: [{ id: 'v', type: 'expression', config: { that: 'false' } }] })]);
    bench.timer('ask#1/@timer.scheduled.t3');

    bench.card('ask#1', { decision: 'yes' });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('is gone with an answer', () => {
    const bench = asked(leave);

    bench.card('ask#1', { decision: 'yes' });

    expect(bench.now.timers).toEqual({});
    expect(bench.tell({ type: 'timer', id: 'ask#1/@timer.scheduled.t3' }).refused?.data).toEqual({ reason: 'ended' });
  });
});

describe('the timeout of a node', () => {
  it('withdraws the card and takes the error transition', () => {
    const bench = asked([...submitted, go('e1', 'ask', 'done', ['error', { kinds: ['timeout'] }])], { timeout: 'PT5M' });

    bench.timer('ask#1/@timer.timeout');

    expect(outline(bench.rows).slice(-3)).toEqual(['D region_cancelled ask#1', 'D transition_committed e1 error done#1', 'D run_ended completed']);
    expect(bench.now.root.error).toMatchObject({ kind: 'timeout', node: 'ask' });
  });

  it('asks a person in an attended run; a retry shows the card again', () => {
    const bench = asked(submitted, { timeout: 'PT5M' }, true);
    bench.timer('ask#1/@timer.timeout');
    expect(bench.incidents).toEqual(['action_failed']);
    expect(bench.now.cards).toEqual({});

    bench.resolve('retry');

    expect(Object.keys(bench.now.cards)).toEqual(['ask#2']);
  });
});
