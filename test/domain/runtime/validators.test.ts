import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { go, node, step, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const judge = (id: string, more: JsonObject = {}, config: JsonObject = {}): JsonObject => ({ id, type: 'llm', config: { rubric: 'Is it friendly?', value: '{{ vars.text }}', ...config }, ...more });
const edit = { id: 'edit', label: 'Edit', action: { type: 'variable.set', config: { name: 'text', value: '{{ vars.text }}!' } } };
const touch = { id: 'touch', label: 'Touch', action: { type: 'variable.set', config: { name: 'n', value: '{{ vars.n + 1 }}' } } };

function judged(validators: readonly JsonObject[], more: { readonly leave?: readonly JsonObject[]; readonly node?: JsonObject } = {}): RunBench {
  const definition = workflow(
    [node('begin', 'start'), node('write', 'workStep', { userActions: [edit, touch], ...more.node }), node('other', 'end', { config: { result: 'other' } }), node('done', 'end')],
    [go('t1', 'begin', 'write', 'immediate'), go('t2', 'write', 'done', 'task-complete', { validators }), ...(more.leave ?? [])],
    { variables: { text: { initial: 'hello' }, n: { initial: 0 } } },
  );
  return new RunBench(definition).start();
}

const verdict = (score: number): Json => ({ text: '', json: { score, reason: 'so so' }, stop: 'end', model: 'mock' });
const act = (bench: RunBench, action: string) => bench.tell({ type: 'command', name: 'action', visit: 'write#1', action });

describe('a validator that asks a model', () => {
  it('lets pass from its mark on', () => {
    const bench = judged([judge('tone', {}, { passMark: 0.5 })]);

    expect(bench.wanted).toEqual(['write#1/tone.1']);
    bench.complete('write#1/tone.1', verdict(0.5));

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('is asked in the order they are written in, and what stands after one that refuses is not', () => {
    const asked = (ids: readonly string[]): readonly string[] => {
      const bench = judged(ids.map((id) => judge(id)));
      const [first = ''] = bench.wanted;
      bench.complete(first, verdict(0));
      return [first, ...bench.wanted];
    };

    expect(asked(['tone', 'facts'])).toEqual(['write#1/tone.1']);
    expect(asked(['facts', 'tone'])).toEqual(['write#1/facts.1']);
  });

  it('asks one after the other, pure ones between them at once', () => {
    const bench = judged([judge('tone'), { id: 'pure', type: 'expression', config: { that: 'vars.n == 0' } }, judge('facts')]);

    bench.complete('write#1/tone.1', verdict(1));
    expect(bench.wanted).toEqual(['write#1/facts.1']);
    bench.complete('write#1/facts.1', verdict(1));

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('examines one data candidate at a time, and the next only after it failed', () => {
    const bench = judged([judge('tone')], { leave: [go('t3', 'write', 'other', 'task-complete', { priority: 1, validators: [judge('tone_other')] })] });

    expect(bench.wanted).toEqual(['write#1/tone.1']);
    bench.complete('write#1/tone.1', verdict(0.1));
    expect(bench.wanted).toEqual(['write#1/tone_other.1']);
    bench.complete('write#1/tone_other.1', verdict(1));

    expect(bench.now.ended).toMatchObject({ outcome: 'other' });
  });

  it('asks again after its cooldown while it has retries, as another effect', () => {
    const bench = judged([judge('tone', { retries: 1, cooldown: 'PT10S' })]);

    const failed = bench.complete('write#1/tone.1', verdict(0));
    expect(failed[0]?.payload).toMatchObject({ verdicts: [{ verdict: 'failed', retryAt: bench.at + 10_000 }], idle: {} });
    bench.timer('write#1/@timer.cooldown.t2');
    expect(bench.wanted).toEqual(['write#1/tone.2']);
    bench.complete('write#1/tone.2', verdict(0));

    expect(bench.now.root.active?.idle?.rejected).toMatchObject([{ transition: 't2', message: '0 of 0.7: so so' }]);
    expect(Object.keys(bench.now.timers)).toEqual([]);
  });

  it('does not ask again about the same thing, and does about another', () => {
    const bench = judged([judge('tone')]);
    bench.complete('write#1/tone.1', verdict(0));

    act(bench, 'touch');
    expect(bench.wanted).toEqual([]);
    act(bench, 'edit');

    expect(bench.wanted).toEqual(['write#1/tone.2']);
    expect(bench.now.wanted['write#1/tone.2']?.request['prompt']).toContain('hello!');
  });

  it('drops a verdict under way when what it reads is written', () => {
    const bench = judged([judge('tone')]);

    act(bench, 'edit');

    expect(bench.wanted).toEqual(['write#1/tone.2']);
    expect(bench.tell({ type: 'effect_completed', effect: 'write#1/tone.1', attempt: 1, output: verdict(1) }).refused).toMatchObject({ data: { reason: 'late' } });
    bench.complete('write#1/tone.2', verdict(1));
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('voids a verdict that passed when what it read was written before the others have answered', () => {
    const bench = judged([judge('tone'), judge('facts', {}, { value: '{{ vars.n }}' })]);
    bench.complete('write#1/tone.1', verdict(1));

    act(bench, 'edit');
    bench.complete('write#1/facts.1', verdict(1));

    expect(bench.wanted).toEqual(['write#1/tone.2']);
  });

  it('does not let pass what it cannot be asked about', () => {
    const bench = judged([judge('tone')], { node: { userActions: [] } });

    bench.fail('write#1/tone.1');

    expect(bench.incidents).toEqual(['validator_exhausted']);
    bench.resolve('retry');
    expect(bench.wanted).toEqual(['write#1/tone.2']);
  });

  it('gives way to an event that comes first', () => {
    const bench = judged([judge('tone')], { leave: [go('stop', 'write', 'other', 'manual-advance')] });

    const { facts } = bench.tell({ type: 'command', name: 'fire', visit: 'write#1', transition: 'stop' });

    expect(outline(facts)[0]).toBe('D transition_committed stop manual-advance other#1');
    expect(bench.wanted).toEqual([]);
  });

  it('stands beside an event that is validated, too; the first to pass wins', () => {
    const bench = judged([judge('tone')], { leave: [go('stop', 'write', 'other', 'manual-advance', { validators: [judge('sure')] })] });

    bench.tell({ type: 'command', name: 'fire', visit: 'write#1', transition: 'stop' });
    expect(bench.wanted).toEqual(['write#1/tone.1', 'write#1/sure.1']);
    bench.complete('write#1/sure.1', verdict(1));

    expect(bench.now.ended).toMatchObject({ outcome: 'other' });
    expect(bench.wanted).toEqual([]);
  });

  it('keeps a data candidate going when an event is refused', () => {
    const bench = judged([judge('tone')], { leave: [go('stop', 'write', 'other', 'manual-advance', { validators: [judge('sure')] })] });
    bench.tell({ type: 'command', name: 'fire', visit: 'write#1', transition: 'stop' });

    bench.complete('write#1/sure.1', verdict(0));
    bench.complete('write#1/tone.1', verdict(1));

    expect(bench.now.ended?.outcome).toBeUndefined();
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('a transition by hand', () => {
  const pure = { id: 'ready', type: 'expression', config: { that: 'vars.n > 0' }, message: 'it is not ready' };

  it('is still validated, unless its validators are skipped', () => {
    const leave = [go('go_on', 'write', 'other', 'manual-advance', { validators: [pure] })];
    const fire = (more: JsonObject = {}) => judged([judge('tone')], { leave }).tell({ type: 'command', name: 'fire', visit: 'write#1', transition: 'go_on', ...more });

    expect(fire().refused).toMatchObject({ data: { reason: 'not_accepted', rejected: [{ validator: 'ready', message: 'it is not ready' }] } });
    expect(fire({ skipValidators: true }).facts[0]?.payload).toMatchObject({ trigger: 'manual-advance', read: { skipValidators: true } });
  });

  it('aborts what is under way', () => {
    const bench = judged([], { node: { entry: [step('slow', 'test.safe')] }, leave: [go('go_on', 'write', 'other', 'manual-advance')] });

    const { facts } = bench.tell({ type: 'command', name: 'fire', visit: 'write#1', transition: 'go_on' });

    expect(outline(facts).slice(0, 2)).toEqual(['D region_cancelled write#1', 'D transition_committed go_on manual-advance other#1']);
  });

  it('takes a candidate whose validator said no, when an administrator says so', () => {
    const bench = judged([judge('tone')]);
    bench.complete('write#1/tone.1', verdict(0));

    bench.tell({ type: 'command', name: 'fire', visit: 'write#1', transition: 't2', skipValidators: true });

    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('a user action', () => {
  it('runs beside the node, with its effects, and leaves its output in scope', () => {
    const bench = judged([judge('tone')], { node: { userActions: [{ id: 'remind', label: 'Remind', action: { type: 'test.once', config: { say: 'do not forget' } } }] } });

    act(bench, 'remind');
    expect(bench.wanted).toEqual(['write#1/tone.1', 'write#1/remind.1']);
    expect(act(bench, 'remind').refused).toMatchObject({ data: { reason: 'busy' } });
    bench.complete('write#1/remind.1', 'sent');

    expect(bench.now.scope.nodes['write']).toEqual({ remind: 'sent' });
    act(bench, 'remind');
    expect(bench.wanted).toContain('write#1/remind.2');
  });

  it('cools down, has its condition, and is not used while the node is at work', () => {
    const userActions = [{ ...touch, cooldown: 'PT1M' }, { ...edit, when: 'vars.n > 0' }];
    const bench = judged([judge('tone')], { node: { userActions } });

    expect(act(bench, 'edit').refused).toMatchObject({ data: { reason: 'not_accepted' } });
    act(bench, 'touch');
    expect(act(bench, 'touch').refused).toMatchObject({ data: { reason: 'cooldown', until: bench.at + 60_000 } });
    bench.at += 60_000;
    expect(act(bench, 'touch').refused).toBeUndefined();
    expect(act(bench, 'edit').refused).toBeUndefined();
    expect(act(judged([], { node: { entry: [step('slow', 'test.safe')] } }), 'edit').refused).toMatchObject({ data: { reason: 'busy' } });
  });

  it('that fails leaves its error and does no harm', () => {
    const bench = judged([judge('tone')], { node: { userActions: [{ id: 'remind', label: 'Remind', action: { type: 'test.once', config: { say: 1 } } }] } });
    act(bench, 'remind');

    bench.fail('write#1/remind.1');

    expect(bench.now.scope.nodes['write']).toMatchObject({ remind: { error: { code: 'connector_unavailable' } } });
    expect(bench.wanted).toEqual(['write#1/tone.1']);
  });
});

describe('a cap that stands before an attempt', () => {
  it('opens an incident, whose answers try again or give up', () => {
    const refusedAt = (answer: 'retry' | 'raise_limit' | 'fail'): RunBench => {
      const bench = judged([], { node: { entry: [step('ask', 'test.safe')] } });
      bench.tell({ type: 'claim_refused', effect: 'write#1/ask.1', attempt: 1, cap: 'spend', detail: '2 of 1 EUR' });
      expect(Object.values(bench.now.incidents)).toMatchObject([{ code: 'budget', effect: 'write#1/ask.1', params: { cap: 'spend', detail: '2 of 1 EUR' } }]);
      bench.resolve(answer);
      return bench;
    };

    expect(refusedAt('retry').now.wanted['write#1/ask.1']).toMatchObject({ attempt: 2 });
    expect(refusedAt('raise_limit').now.wanted['write#1/ask.1']).toMatchObject({ attempt: 2 });
    expect(refusedAt('fail').now.ended?.status).toBe('failed');
  });
});
