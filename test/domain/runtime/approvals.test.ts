import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { around, go, node, step, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const approval = (config: JsonObject = {}, more: JsonObject = {}): JsonObject => ({ id: 'ok', type: 'manual-approval', config: { title: 'Send to {{ inputs.who }}?', ...config }, ...more });
const variables = { text: { initial: 'hello' }, n: { initial: 0 } };

/** prep → done, once people approve; `by` starts it. */
function asked(validators: readonly JsonObject[] = [approval()], more: { readonly node?: JsonObject; readonly leave?: readonly JsonObject[]; readonly entry?: readonly JsonObject[]; readonly attended?: boolean } = {}): RunBench {
  const prep = node('prep', 'workStep', more.node ?? {});
  const definition = workflow(
    [node('begin', 'start'), prep, node('next', 'workStep', { entry: more.entry ?? [] }), node('late', 'end', { config: { result: 'late' } }), node('done', 'end')],
    [go('t1', 'begin', 'prep', 'immediate'), go('t2', 'prep', 'next', 'task-complete', { validators }), go('t3', 'next', 'done', 'task-complete'), ...(more.leave ?? [])],
    { variables },
  );
  return new RunBench(definition, { inputs: { who: 'Ada' }, by: 'user:ada', ...(more.attended === undefined ? {} : { attended: more.attended }) }).start();
}

const open = (bench: RunBench) => Object.values(bench.now.approvals ?? {})[0];

function answer(bench: RunBench, by: string, more: { readonly decision?: 'approve' | 'reject'; readonly hash?: string; readonly comment?: string } = {}) {
  return bench.tell({ type: 'approval', visit: 'prep#1', validator: 'ok', key: `k-${by}`, hash: open(bench)?.hash ?? '', decision: 'approve', by, ...more });
}

describe('an approval', () => {
  it('is asked once the data candidate fired, and lets it through when somebody approves', () => {
    const bench = asked();

    expect(open(bench)).toMatchObject({ id: 'prep#1/ok', title: 'Send to Ada?', quorum: 1, transition: 't2', votes: [] });
    const { facts } = answer(bench, 'user:bob');

    expect(outline(facts)).toEqual(['D transition_committed t2 task-complete next#1', 'D transition_committed t3 task-complete done#1', 'D run_ended completed']);
    expect(facts[0]?.payload).toMatchObject({ read: { ok: true }, verdicts: [{ validator: 'ok', verdict: 'passed' }] });
    expect(bench.now.approvals).toBeUndefined();
  });

  it('is refused to whoever started the run, unless the author allows it', () => {
    expect(answer(asked(), 'user:ada').refused).toMatchObject({ code: 'access_denied', data: { reason: 'self_approval' } });
    expect(answer(asked([approval({ allowSelf: true })]), 'user:ada').refused).toBeUndefined();
  });

  it('takes only those named, each once, and as many as its quorum', () => {
    const bench = asked([approval({ quorum: 2, principals: ['user:bob', 'token:ci', 'user:eve'] })]);

    expect(answer(bench, 'user:mallory').refused).toMatchObject({ code: 'access_denied', data: { reason: 'not_principal' } });
    expect(answer(bench, 'user:bob').facts).toEqual([]);
    expect(answer(bench, 'user:bob').refused).toMatchObject({ code: 'already_answered', data: { reason: 'answered' }, next: expect.any(String) as string });
    expect(bench.now.ended).toBeUndefined();
    answer(bench, 'token:ci');
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('counts one rejection as a no, with its reason, and asks a person what now', () => {
    const bench = asked();

    answer(bench, 'user:bob', { decision: 'reject', comment: 'too early' });

    expect(bench.incidents).toEqual(['validator_exhausted']);
    expect(Object.values(bench.now.incidents)[0]?.params).toMatchObject({ rejected: [{ transition: 't2', validator: 'ok', message: 'user:bob rejected it: too early' }] });
  });

  it('examines the next transition after a no', () => {
    const bench = asked([approval()], { leave: [go('t4', 'prep', 'late', 'task-complete', { priority: 5 })] });

    answer(bench, 'user:bob', { decision: 'reject' });

    expect(bench.now.ended).toMatchObject({ status: 'completed', outcome: 'late' });
  });

  it('is asked anew when a person says retry', () => {
    const bench = asked([approval()], { attended: true });
    answer(bench, 'user:bob', { decision: 'reject' });

    bench.resolve('retry');

    expect(open(bench)).toMatchObject({ votes: [] });
    answer(bench, 'user:bob');
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('expires, and the node leaves by its own way', () => {
    const bench = asked([approval({ expires: 'PT1H' })], { leave: [go('t4', 'prep', 'late', ['scheduled', { after: 'PT2H' }])] });

    bench.timer('prep#1/@timer.approval.ok');

    expect(bench.now.approvals).toBeUndefined();
    expect(bench.now.root.active?.idle).toBeDefined();
    expect(answer(bench, 'user:bob').refused).toMatchObject({ data: { reason: 'stale' } });
    bench.timer('prep#1/@timer.scheduled.t4');
    expect(bench.now.ended).toMatchObject({ outcome: 'late' });
  });

  it('is withdrawn when a deadline takes another way first', () => {
    const bench = asked([approval()], { leave: [go('t4', 'prep', 'late', ['scheduled', { after: 'PT2H' }])] });

    bench.timer('prep#1/@timer.scheduled.t4');

    expect(bench.now.approvals).toBeUndefined();
    expect(bench.now.ended).toMatchObject({ outcome: 'late' });
  });

  it('refuses an answer that comes when the time is over, though no timer said so', () => {
    const bench = asked([approval({ expires: 'PT1H' })]);
    bench.at += 3_600_000;

    expect(answer(bench, 'user:bob').refused).toMatchObject({ data: { reason: 'stale' } });
  });

  it('is void for whoever saw something else', () => {
    expect(answer(asked(), 'user:bob', { hash: '0'.repeat(64) }).refused).toMatchObject({ code: 'precondition_failed', data: { reason: 'approval_void' } });
  });

  it('takes answers while the run is paused, and goes on with them when it is resumed', () => {
    const bench = asked();
    bench.tell({ type: 'command', name: 'pause', now: false });

    expect(answer(bench, 'user:bob').facts).toEqual([]);
    bench.tell({ type: 'command', name: 'resume' });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('gives people as much time after a pause as they had before', () => {
    const bench = asked([approval({ expires: 'PT1H' })]);
    const before = open(bench)?.expiresAt ?? 0;
    bench.tell({ type: 'command', name: 'pause', now: false });
    bench.at += 600_000;
    bench.tell({ type: 'command', name: 'resume' });

    expect(open(bench)?.expiresAt).toBe(before + 600_000);
    expect(bench.now.timers['prep#1/@timer.approval.ok']?.dueAt).toBe(before + 600_000);
  });
});

describe('what is approved', () => {
  const sends = [step('send', 'test.once', { config: { say: '{{ vars.text }}' } })];

  it('is shown as it will be executed, and executed as it was shown', () => {
    const bench = asked([approval({ approves: ['send'] })], { entry: sends, node: { userActions: [{ id: 'spoil', label: 'Spoil', action: { type: 'variable.set', config: { name: 'n', value: 7 } } }] } });

    expect(open(bench)?.requests).toMatchObject([{ action: 'send', type: 'test.once', config: { say: 'hello' } }]);
    bench.tell({ type: 'command', name: 'action', visit: 'prep#1', action: 'spoil' });
    const { facts } = answer(bench, 'user:bob');

    expect(facts.find(({ type }) => type === 'effect_scheduled')?.payload).toMatchObject({ effect: 'next#1/send.1', request: { say: 'hello' } });
    expect(bench.now.root.active?.frozen).toEqual({ send: { say: 'hello' } });
  });

  it('is asked again when something it read was written', () => {
    const bench = asked([approval({ approves: ['send'] })], { entry: sends, node: { userActions: [{ id: 'edit', label: 'Edit', action: { type: 'variable.set', config: { name: 'text', value: 'bye' } } }] } });
    const before = open(bench)?.hash ?? '';

    const { facts } = bench.tell({ type: 'command', name: 'action', visit: 'prep#1', action: 'edit' });

    expect(outline(facts)).toEqual(['D approval_requested prep#1 done[edit]']);
    expect(facts[0]?.payload).toMatchObject({ verdicts: [{ verdict: 'void' }] });
    expect(open(bench)?.requests).toMatchObject([{ config: { say: 'bye' } }]);
    expect(answer(bench, 'user:bob', { hash: before }).refused).toMatchObject({ data: { reason: 'approval_void' } });
  });

  it('may be an exit action of the node itself', () => {
    const bench = asked([approval({ approves: ['publish'] })], { node: { exit: [step('publish', 'test.safe', { config: { say: '{{ string(now) }}' } })] } });
    const shown = open(bench)?.requests[0]?.config;
    bench.at += 60_000;

    answer(bench, 'user:bob');

    expect(bench.now.root.active?.leaving).toMatchObject({ transition: 't2' });
    expect(bench.now.wanted['prep#1/publish.1']?.request).toEqual(shown);
  });

  it('is not changed by a retry', () => {
    const bench = asked([approval({ approves: ['send'] })], { entry: sends, attended: true });
    answer(bench, 'user:bob');
    bench.fail('next#1/send.1');

    const [incident = ''] = Object.keys(bench.now.incidents);
    const { refused } = bench.tell({ type: 'command', name: 'resolve', incident, answer: 'retry', value: { say: 'other' } });

    expect(refused).toMatchObject({ data: { reason: 'approval_void' } });
  });
});

describe('a definition', () => {
  const issues = (validators: readonly JsonObject[], leave: readonly JsonObject[] = []): string => {
    try {
      asked(validators, { leave });
      return '';
    } catch (error) {
      return JSON.stringify(error instanceof Error && 'data' in error ? error.data : String(error));
    }
  };

  it('cannot approve an action that stands elsewhere, ask for more than there are, or retry what never changes', () => {
    expect(issues([approval({ approves: ['nothing'] })])).toContain('there is no such action');
    expect(issues([approval({ quorum: 2, principals: ['user:bob'] })])).toContain('only 1 may');
    expect(issues([{ id: 'v', type: 'expression', config: { that: 'true' }, retries: 2 }])).toContain('says the same every time');
  });

  it('cannot ask anybody on a way that is taken at once', () => {
    expect(issues([], [go('t9', 'prep', 'late', 'error', { validators: [{ ...approval(), id: 'late_ok' }] })])).toContain('taken at once');
  });
});

describe('an approval on a loop and on a card', () => {
  it('lets a loop out only when it is given', () => {
    const body = { id: 'pass', nodes: [node('enter', 'start'), node('stop', 'end')], transitions: [go('b1', 'enter', 'stop', 'immediate')] };
    const definition = around(node('refine', 'loop', { config: { over: '[1, 2]' }, bodies: [body] }), [go('t2', 'refine', 'done', 'condition-met', { validators: [approval()] })], { variables });
    const bench = new RunBench(definition, { inputs: { who: 'Ada' }, by: 'user:ada' }).start();

    expect(open(bench)).toMatchObject({ visit: 'refine#1' });
    bench.tell({ type: 'approval', visit: 'refine#1', validator: 'ok', key: 'k', hash: open(bench)?.hash ?? '', decision: 'approve', by: 'user:bob' });

    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.now.scope.loops['refine']).toMatchObject({ count: 2 });
  });

  it('opens the card again when people reject what was answered', () => {
    const cards = [{ id: 'c', title: 'C', fields: [{ key: 'text', label: 'Text', type: 'text' }] }];
    const definition = around(node('ask', 'uiCard', { config: { card: 'c' } }), [go('t2', 'ask', 'done', 'card-submitted', { validators: [approval({ title: '{{ nodes.ask.card.values.text }}' })] })], { variables, cards });
    const bench = new RunBench(definition, { inputs: { who: 'Ada' }, by: 'user:ada' }).start();
    const say = (decision: 'approve' | 'reject') => bench.tell({ type: 'approval', visit: 'ask#1', validator: 'ok', key: 'k', hash: open(bench)?.hash ?? '', decision, by: 'user:bob' });

    bench.card('ask#1', { text: 'first' });
    expect(open(bench)).toMatchObject({ title: 'first' });
    say('reject');
    expect(bench.now.cards['ask#1']?.answer).toBeUndefined();
    bench.card('ask#1', { text: 'second' });
    say('approve');

    expect(bench.now.ended?.status).toBe('completed');
  });
});
