import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { go, node, step, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const approval: JsonObject = { id: 'ok', type: 'manual-approval', config: { title: 'Pay {{ vars.amount }}?', approves: ['send'], expires: 'PT1H' } };
const isSmall: JsonObject = { id: 'small', type: 'expression', config: { that: 'vars.amount < 10' }, message: 'the amount is too large' };

/** work → pay → done; work's step fails, so that an incident waits; pay's step is what is approved. */
function failed(validators: readonly JsonObject[], { amount = 100, more = {} }: { readonly amount?: number; readonly more?: JsonObject } = {}): RunBench {
  const definition = workflow(
    [node('begin', 'start'), node('work', 'workStep', { entry: [step('do', 'test.safe')] }), node('pay', 'workStep', { entry: [step('send', 'test.once', { config: { say: '{{ vars.amount }}' } })], ...more }), node('done', 'end')],
    [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'pay', 'task-complete', { validators }), go('t3', 'pay', 'done', 'task-complete')],
    { variables: { amount: { initial: amount } } },
  );
  const bench = new RunBench(definition, { attended: true, by: 'user:ada' }).start();
  bench.fail('work#1/do.1');
  expect(bench.incidents).toEqual(['action_failed']);
  return bench;
}

function take(bench: RunBench, more: { readonly skipValidators?: true } = {}) {
  const [incident = ''] = Object.keys(bench.now.incidents);
  return bench.tell({ type: 'command', name: 'resolve', incident, answer: 'take_transition', transition: 't2', ...more });
}

function answer(bench: RunBench, decision: 'approve' | 'reject') {
  const [open] = Object.values(bench.now.approvals ?? {});
  return bench.tell({ type: 'approval', visit: 'work#1', validator: 'ok', key: `k${bench.rows.length}`, hash: open?.hash ?? '', decision, by: 'user:bob' });
}

describe('a transition taken in answer to an incident', () => {
  it('is refused with what its validators say, and the incident stays', () => {
    const bench = failed([isSmall]);

    expect(take(bench).refused).toMatchObject({ code: 'precondition_failed', data: { reason: 'not_accepted', rejected: [{ validator: 'small' }] } });
    expect(bench.incidents).toEqual(['action_failed']);
  });

  it('goes where its validators say yes, with what they read', () => {
    const bench = failed([isSmall], { amount: 5 });

    const { facts } = take(bench);

    expect(facts[1]?.payload).toMatchObject({ transition: 't2', trigger: 'operator', read: { 'vars.amount': 5 } });
    expect(bench.wanted).toEqual(['pay#1/send.1']);
  });

  it('waits for the people its validators ask, and does what they approved', () => {
    const bench = failed([approval]);

    take(bench);
    expect(bench.wanted).toEqual([]);
    expect(bench.incidents).toEqual([]);
    answer(bench, 'approve');

    expect(bench.wanted).toEqual(['pay#1/send.1']);
    expect(Object.values(bench.now.root.active?.frozen ?? {})).toEqual([{ say: 100 }]);
  });

  it('brings the incident back when they say no, or nothing in time', () => {
    const bench = failed([approval]);
    take(bench);
    answer(bench, 'reject');
    expect(bench.incidents).toEqual(['action_failed']);

    take(bench);
    bench.timer('work#1/@timer.approval.ok');
    expect(bench.incidents).toEqual(['action_failed']);
    expect(bench.wanted).toEqual([]);
  });

  it('skips validators only at an administrator’s word, which its fact says', () => {
    const bench = failed([approval, isSmall]);

    const { facts } = take(bench, { skipValidators: true });

    expect(outline(facts).slice(0, 2)).toEqual(['D incident_closed work#1/@incident.1', 'D transition_committed t2 operator pay#1']);
    expect(facts[1]?.payload).toMatchObject({ read: { skipValidators: true } });
  });
});

it('a run that says what it may spend begins', () => {
  const definition = workflow([node('begin', 'start'), node('done', 'end')], [go('t1', 'begin', 'done', 'immediate')], { permissions: { spend: 5 } });
  const start = { type: 'start', run: 'run-1', workflow: 'wf', definitionHash: 'd'.repeat(64), inputs: {}, seed: 'seed', attended: false, pins: {} } as const;

  expect(new RunBench(definition).tell(start).refused).toBeUndefined();
});

describe('what was approved', () => {
  it('is done as it was shown, though the visit was at work when a person took the way', () => {
    const definition = workflow(
      [node('begin', 'start'), node('work', 'workStep', { entry: [step('do', 'test.safe')] }), node('pay', 'workStep', { entry: [step('send', 'test.once', { config: { say: '{{ now }}' } })] }), node('done', 'end')],
      [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'pay', 'manual-advance', { validators: [approval] }), go('t3', 'pay', 'done', 'task-complete')],
      { variables: { amount: { initial: 1 } } },
    );
    const bench = new RunBench(definition, { by: 'user:ada' }).start();
    bench.tell({ type: 'command', name: 'fire', visit: 'work#1', transition: 't2' });
    const shown = Object.values(bench.now.approvals ?? {})[0]?.requests[0]?.config;
    bench.at += 60_000;

    answer(bench, 'approve');

    expect(shown).toBeDefined();
    expect(bench.now.root.active?.frozen).toEqual({ send: shown });
  });

  it('is still what is done when the node begins anew after its timeout', () => {
    const bench = failed([approval], { more: { timeout: 'PT1M' } });
    take(bench);
    answer(bench, 'approve');
    bench.timer('pay#1/@timer.timeout');

    bench.resolve('retry');

    expect(bench.wanted).toEqual(['pay#2/send.1']);
    expect(bench.now.root.active?.frozen).toEqual({ send: { say: 100 } });
  });
});
