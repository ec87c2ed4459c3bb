import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { ForkCommand } from '../../../src/core/domain/model/run-input.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { around, go, node } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const approval = (config: JsonObject = {}): JsonObject => ({ id: 'ok', type: 'manual-approval', config: { title: 'Pay {{ vars.amount }}', ...config } });
const variables = { amount: { schema: { type: 'number' }, initial: 1 } };
const step = (config: JsonObject = {}): JsonObject => around(node('w', 'workStep'), [go('t2', 'w', 'done', 'task-complete', { validators: [approval(config)] })], { variables });
const card = around(node('w', 'uiCard', { config: { card: 'c' } }), [go('t2', 'w', 'done', 'card-submitted'), go('late', 'w', 'done', ['scheduled', { after: 'PT1H' }])], {
  variables,
  cards: [{ id: 'c', title: 'Pay {{ vars.amount }}', fields: [{ key: 'a', label: 'A', type: 'text' }] }],
});

function forked(bench: RunBench, more: Partial<ForkCommand> = {}): RunBench {
  const { refused } = bench.tell({ type: 'command', name: 'fork', run: 'run-2', by: 'user:forker', parent: { run: 'run-1', seq: bench.rows.length, at: bench.at }, ...more });
  expect(refused).toBeUndefined();
  return bench;
}

const open = (bench: RunBench) => Object.values(bench.now.approvals ?? {})[0];
const answer = (bench: RunBench, by: string, validator = 'ok') => bench.tell({ type: 'approval', visit: 'w#1', validator, key: `k${bench.rows.length}`, hash: open(bench)?.hash ?? '', decision: 'approve', by });
const expectEqualReplay = (bench: RunBench): void => expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });

describe('a fork', () => {
  it('is approved neither by who started its parent nor by whoever took it, or took the forks between', () => {
    const bench = forked(forked(new RunBench(step(), { by: 'user:ada' }).start()), { run: 'run-3', by: 'user:second' });

    for (const by of ['user:ada', 'user:forker', 'user:second']) expect(answer(bench, by).refused).toMatchObject({ code: 'access_denied', data: { reason: 'self_approval' } });
    expect(answer(bench, 'user:eve').refused).toBeUndefined();
    expectEqualReplay(bench);
  });

  it('may be approved by whoever took it where the author allows that', () => {
    expect(answer(forked(new RunBench(step({ allowSelf: true }), { by: 'user:ada' }).start()), 'user:forker').refused).toBeUndefined();
  });

  it('shows for approval what it would do itself, in the time that is left', () => {
    const bench = new RunBench(step({ expires: 'PT1H' }), { by: 'user:ada' }).start();
    const before = open(bench);

    forked(bench, { vars: { amount: 1000 } });

    expect(open(bench)).toMatchObject({ title: 'Pay 1000', expiresAt: before?.expiresAt, votes: [] });
    expect(open(bench)?.hash).not.toBe(before?.hash);
    answer(bench, 'user:eve');
    expect(bench.now.ended?.status).toBe('completed');
    expectEqualReplay(bench);
  });

  it('shows its card as it reads there, and says nothing where it reads the same', () => {
    const bench = forked(new RunBench(card).start(), { vars: { amount: 5 } });
    expect(bench.now.cards['w#1']).toMatchObject({ title: 'Pay 5' });
    expect(bench.now.cards['w#1']?.expiresAt).toBe(bench.now.timers['w#1/@timer.scheduled.late']?.dueAt);
    expectEqualReplay(bench);

    expect(outline(forked(new RunBench(card).start()).rows).at(-1)).toBe('I command');
  });

  it('asks again what its parent was answered while it stood still', () => {
    const bench = new RunBench(card).start();
    bench.tell({ type: 'command', name: 'pause', now: false });
    bench.card('w#1', { a: 'the parent’s' });

    forked(bench);
    bench.tell({ type: 'command', name: 'resume' });

    expect(bench.now.cards['w#1']?.answer).toBeUndefined();
    expect(bench.now.scope.nodes['w']).toEqual({});
    bench.card('w#1', { a: 'its own' });
    expect(bench.now.ended?.status).toBe('completed');
    expectEqualReplay(bench);
  });

  it('is refused where what it would ask cannot be said', () => {
    const bench = new RunBench(step({ text: '{{ vars.amount < 10 ? string(vars.amount) : string(vars.nothing) }}' }), { by: 'user:ada' }).start();

    const { refused } = bench.tell({ type: 'command', name: 'fork', run: 'run-2', parent: { run: 'run-1', seq: bench.rows.length, at: bench.at }, vars: { amount: 1000 } });

    expect(refused).toBeDefined();
  });
});

describe('a run that moves while an event is being validated', () => {
  const move = (bench: RunBench): void => {
    expect(open(bench)).toBeDefined();
    bench.tell({ type: 'command', name: 'pause', now: false });
    expect(bench.tell({ type: 'migrate', definitionHash: 'e'.repeat(64), mapping: {} }).refused).toBeUndefined();
    expect(open(bench)).toBeUndefined();
    bench.tell({ type: 'command', name: 'resume' });
  };

  it.each<[string, JsonObject, (bench: RunBench) => void]>([
    ['a signal', around(node('w', 'wait', { config: { signal: 's' } }), [go('t2', 'w', 'done', ['external', { signal: 's' }], { validators: [approval()] })], { variables }), (bench) => bench.tell({ type: 'signal', emitter: 'e', id: '1', name: 's', payload: 7 })],
    ['a deadline', around(node('w', 'wait', { config: { signal: 's' } }), [go('t2', 'w', 'done', ['external', { signal: 's' }]), go('t3', 'w', 'done', ['scheduled', { after: 'PT1S' }], { validators: [approval()] })], { variables }), (bench) => bench.timer('w#1/@timer.scheduled.t3')],
    ['a card', { ...card, root: around(node('w', 'uiCard', { config: { card: 'c' } }), [go('t2', 'w', 'done', 'card-submitted', { validators: [approval()] })])['root'] ?? null }, (bench) => bench.card('w#1', { a: 'x' })],
    ['a transition by hand', around(node('w', 'workStep'), [go('t2', 'w', 'done', 'manual-advance', { validators: [approval()] })], { variables }), (bench) => bench.tell({ type: 'command', name: 'fire', visit: 'w#1', transition: 't2' })],
  ])('asks again about %s, which does not come twice', (_what, definition, happens) => {
    const bench = new RunBench(definition, { by: 'user:ada' }).start();
    happens(bench);

    move(bench);

    expect(open(bench)).toMatchObject({ validator: 'ok', votes: [] });
    answer(bench, 'user:eve');
    expect(bench.now.ended?.status).toBe('completed');
  });
});

it('an approval that comes when a competing deadline is due is refused, and the deadline stays to be met', () => {
  const definition = around(node('w', 'workStep'), [go('t2', 'w', 'done', 'task-complete', { validators: [approval()] }), go('t3', 'w', 'done', ['scheduled', { after: 'PT1M' }])], { variables });
  const bench = new RunBench(definition, { by: 'user:ada' }).start();
  bench.at += 60_000;

  expect(answer(bench, 'user:eve').refused).toMatchObject({ code: 'precondition_failed', data: { reason: 'stale' } });
  bench.timer('w#1/@timer.scheduled.t3');
  expect(outline(bench.rows).at(-2)).toBe('D transition_committed t3 scheduled done#1');
});
