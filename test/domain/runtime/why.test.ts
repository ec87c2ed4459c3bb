import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { RunWhy, type WaitingPlace } from '../../../src/core/domain/model/run-why.ts';
import { reasonSentence, whySentences } from '../../../src/core/domain/model/why-sentences.ts';
import { runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { runThrough } from '../../../src/core/domain/model/run-through.ts';
import { readInFull } from '../../../src/core/domain/runtime/why/read-in-full.ts';
import { takenTransitions } from '../../../src/core/domain/runtime/why/taken-transitions.ts';
import { whyNotes } from '../../../src/core/domain/runtime/why/why-notes.ts';
import { waitingPlaces } from '../../../src/core/domain/runtime/why/waiting-places.ts';
import { around, go, looping, node, step } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

function places(bench: RunBench): readonly WaitingPlace[] {
  return waitingPlaces({ workflow: bench.workflow, state: bench.now, names: { run: 'r1', cards: { 'ask#1': 'card 1' } } });
}

function standing(bench: RunBench): JsonObject {
  return Object.fromEntries(places(bench).flatMap((place) => place.ways.map((way) => [way.transition, way.standing.map((one) => one.code)] as const)));
}

/** The whole answer fits its schema and can be said, whatever the run is like. */
function answer(bench: RunBench): readonly string[] {
  const { ended } = bench.now;
  const end = ended === undefined ? {} : { ended: { status: ended.status, ...(ended.error === undefined ? {} : { error: { ...ended.error } }) } };
  const why = { id: 'r1', status: runStatus(bench.now).status, taken: takenTransitions(bench.rows), waits: places(bench), ...whyNotes(bench.now), ...end };
  expect(RunWhy.parse(why)).toEqual(why);
  return whySentences(RunWhy.parse(why));
}

const wait = around(node('hold', 'wait', { config: { signal: 'go', key: 'inputs.order' } }), [go('t2', 'hold', 'done', 'external', { validators: [{ id: 'v', type: 'expression', config: { that: 'true' } }] }), go('t3', 'hold', 'done', ['scheduled', { after: 'PT1H' }]), go('t4', 'hold', 'done', 'error')], { inputs: { type: 'object' } });

describe('why a run stands where it stands', () => {
  it('names the signal a wait is for, each way out, and the call that ends it', () => {
    const bench = new RunBench(wait, { inputs: { order: 'a7' } }).start();
    const due = bench.at + 3_600_000;

    expect(places(bench)).toEqual([{
      visit: 'hold#1', nodeId: 'hold', phase: 'idle',
      reasons: [{ code: 'signal', visit: 'hold#1', nodeId: 'hold', detail: 'go', key: 'a7', dueAt: due }],
      ways: [
        { transition: 't2', to: 'done', validators: ['v'], standing: [{ trigger: 'external', code: 'on_signal', signal: 'go', key: 'a7' }] },
        { transition: 't3', to: 'done', validators: [], standing: [{ trigger: 'scheduled', code: 'at_time', dueAt: due }] },
        { transition: 't4', to: 'done', validators: [], standing: [{ trigger: 'error', code: 'on_error' }] },
      ],
      acts: [{ operation: 'runs.signal', input: { id: 'r1', name: 'go', key: 'a7', payload: {} } }],
    }]);
    expect(answer(bench)).toContain('"hold" (hold#1) waits for the signal "go" with the key "a7", but not beyond 1970-01-01T01:16:40.000Z.');
  });

  it('says which values a condition read that does not hold, and what was read when one did', () => {
    const branch = around(node('route', 'decision'), [go('big', 'route', 'done', ['condition', { when: 'inputs.n > 5' }])], { inputs: { type: 'object' } });
    const stuck = new RunBench(branch, { attended: true, inputs: { n: 3 } }).start();
    const through = new RunBench(branch, { inputs: { n: 9 } }).start();

    expect(places(stuck)[0]?.ways[0]?.standing).toEqual([{ trigger: 'condition', code: 'does_not_fire', read: { when: false, 'inputs.n': 3 } }]);
    expect(places(stuck)[0]?.acts.map((act) => act.input['answer'])).toEqual(['retry', 'take_transition', 'fail']);
    expect(takenTransitions(through.rows).at(-1)).toMatchObject({ transition: 'big', trigger: 'condition', from: 'route#1', to: 'done#1', read: { 'inputs.n': 9 }, because: { seq: 1, type: 'start' } });
    expect(answer(stuck)).not.toEqual(answer(through));
  });

  it('shows a list that a condition reads now as it is, and says where the journal has the one that was read then', () => {
    const branch = around(node('route', 'decision'), [go('full', 'route', 'done', ['condition', { when: 'inputs.letters.size() > 5' }])], { inputs: { type: 'object' } });
    const stuck = new RunBench(branch, { attended: true, inputs: { letters: ['a', 'b'] } }).start();
    const long = new RunBench(branch, { attended: true, inputs: { letters: ['a'.repeat(3000)] } }).start();
    const through = new RunBench(branch, { inputs: { letters: ['a', 'b', 'c', 'd', 'e', 'f'] } }).start();

    expect(places(stuck)[0]?.ways[0]?.standing).toEqual([{ trigger: 'condition', code: 'does_not_fire', read: { when: false, 'inputs.letters': ['a', 'b'] } }]);
    expect(answer(stuck).join('\n')).toContain('inputs.letters = ["a","b"]');
    expect(answer(long).join('\n')).toContain('inputs.letters = a longer value');
    expect(answer(through).join('\n')).toContain('inputs.letters = a longer value (`runs state --at` shows it)');
  });

  it('finds the values that were read in the state of then, and takes none for them that is another', () => {
    const definition = around(node('route', 'decision'), [go('full', 'route', 'done', ['condition', { when: 'inputs.letters.size() > 5 && inputs.long.size() > 0' }])], { inputs: { type: 'object' } });
    const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { rows } = new RunBench(definition, { inputs: { letters, long: 'a'.repeat(3000) } }).start();
    const taken = takenTransitions(rows);
    const last = taken.at(-1);
    const digest = { sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) };

    expect(last?.read).toMatchObject({ 'inputs.letters': digest, 'inputs.long': digest });
    expect(runThrough(readInFull(taken, rows)).at(-1)).toEqual({ ...last, read: { ...last?.read, 'inputs.letters': letters } });
    const other = taken.map((each) => ({ ...each, ...(each.read === undefined ? {} : { read: { ...each.read, 'inputs.letters': { sha256: '0'.repeat(64) } } }) }));
    expect(runThrough(readInFull(other, rows))).toEqual(other);
  });

  it('says which validator did not let a transition through', () => {
    const bench = new RunBench(around(node('work', 'workStep'), [go('t2', 'work', 'done', 'task-complete', { validators: [{ id: 'v', type: 'expression', config: { that: 'inputs.n > 5' }, message: 'too small' }] })], { inputs: { type: 'object' } }), { attended: true, inputs: { n: 3 } }).start();

    expect(places(bench)[0]?.ways[0]?.standing).toEqual([{ trigger: 'validator', code: 'rejected', validator: 'v', message: 'too small', read: { that: false, 'inputs.n': 3 } }]);
    expect(answer(bench).join(' ')).toContain('too small');
  });

  it('says by whom', () => {
    const bench = new RunBench(wait, { inputs: { order: 'a7' } }).start();
    bench.tell({ type: 'signal', emitter: 'shop', id: '1', name: 'go', key: 'a7', payload: null });
    const rows = bench.rows.map((row) => (row.type === 'signal' ? { ...row, actor: { kind: 'token' as const, id: 'shop' } } : row));

    expect(takenTransitions(rows).at(-1)?.because).toMatchObject({ type: 'signal', name: 'go', actor: 'token:shop' });
  });

  it('answers for a run that works, tries again, is paused, failed, and has ended', () => {
    const definition = around(node('work', 'workStep', { entry: [step('a', 'test.safe', { retry: { maxRetries: 1 } })] }), [go('t2', 'work', 'done', 'task-complete')]);
    const bench = new RunBench(definition, { attended: true }).start();
    expect(places(bench)).toMatchObject([{ reasons: [{ code: 'effect', detail: 'a' }], acts: [] }]);
    expect(standing(bench)).toEqual({ t2: ['after_work'] });
    answer(bench);
    bench.fail('work#1/a.1', 'transient');
    expect(places(bench)).toMatchObject([{ reasons: [{ code: 'retry', detail: 'a' }] }]);
    answer(bench);
    bench.tell({ type: 'command', name: 'pause', now: false });
    expect(places(bench)[0]).toMatchObject({ phase: 'paused', acts: [{ operation: 'runs.resume', input: { id: 'r1' } }] });
    answer(bench);
    bench.tell({ type: 'command', name: 'resume' });
    bench.fail('work#1/a.1');
    expect(places(bench)).toMatchObject([{ phase: 'incident', reasons: [{ code: 'incident', detail: 'action_failed' }] }]);
    answer(bench);
    bench.tell({ type: 'host', kind: 'restored' });
    expect(places(bench)[0]).toMatchObject({ phase: 'incident', acts: [{ operation: 'runs.resolve' }, { operation: 'runs.resolve' }] });
    answer(bench);
    bench.tell({ type: 'command', name: 'stop' });

    expect(places(bench)).toEqual([]);
    expect(answer(bench).at(-1)).toBe('The run is cancelled.');
  });

  it('answers for a card, and for a loop that rests', () => {
    const card = new RunBench(around(node('ask', 'uiCard', { config: { card: 'c' } }), [go('t2', 'ask', 'done', 'card-submitted')], { cards: [{ id: 'c', title: 'Go?', fields: [] }] })).start();
    expect(places(card)[0]?.acts).toEqual([{ operation: 'cards.submit', input: { id: 'card 1', values: {} } }]);
    const loop = new RunBench(looping({ until: 'false', throttle: 'PT1H' }, [step('a', 'test.safe')], { leave: [go('t3', 'refine', 'done', 'manual-break'), go('t4', 'refine', 'done', 'limit-reached')] })).start();
    loop.complete('refine#1:pass[0]/draft#1/a.1');
    const [place] = places(loop);

    expect(place).toMatchObject({ visit: 'refine#1', reasons: [{ code: 'timer' }] });
    expect(place?.acts).toEqual([{ operation: 'runs.adjust', input: { id: 'r1', loop: 'refine#1', next: true } }, { operation: 'runs.break', input: { id: 'r1', loop: 'refine#1' } }]);
    expect(place?.ways.map((way) => way.standing[0]?.code)).toEqual(['after_body', 'on_break', 'at_limit']);
    answer(loop);
  });

  it('names nothing inside a loop that rests: its pass has not begun', () => {
    const bench = new RunBench(looping({ until: 'false', throttle: 'PT1H' }, [step('a', 'test.safe')], { leave: [go('t4', 'refine', 'done', 'limit-reached')] })).start();
    bench.complete('refine#1:pass[0]/draft#1/a.1');

    expect(places(bench).map(({ visit }) => visit)).toEqual(['refine#1']);
    expect(answer(bench).join('\n')).not.toContain('acting');
  });

  it('does not ask for a signal that came while the run was paused', () => {
    const bench = new RunBench(wait, { inputs: { order: 'a7' } }).start();
    bench.tell({ type: 'command', name: 'pause', now: false });
    expect(places(bench).flatMap(({ acts }) => acts.map(({ operation }) => operation))).toEqual(['runs.resume', 'runs.signal']);
    bench.tell({ type: 'signal', emitter: 'shop', id: '1', name: 'go', key: 'b8', payload: null });
    expect(places(bench).flatMap(({ acts }) => acts.map(({ operation }) => operation))).toEqual(['runs.resume', 'runs.signal']);
    bench.tell({ type: 'signal', emitter: 'shop', id: '2', name: 'go', key: 'a7', payload: null });

    expect(places(bench).flatMap(({ acts }) => acts.map(({ operation }) => operation))).toEqual(['runs.resume']);
  });

  it('tells what lies in the inbox and does not fit', () => {
    const bench = new RunBench(wait, { inputs: { order: 'a7' } }).start();
    bench.tell({ type: 'signal', emitter: 'shop', id: '1', name: 'go', key: 'b8', payload: null });

    expect(answer(bench).join('\n')).toMatch(/In the inbox lies the signal "go" with the key "b8", from shop at .+; nothing has taken it, and it is dropped at /u);
  });

  it('tells that a loop that was broken off ends after its pass', () => {
    const bench = new RunBench(looping({ until: 'false' }, [step('a', 'test.safe')], { leave: [go('t3', 'refine', 'done', 'manual-break'), go('t4', 'refine', 'done', 'limit-reached')] })).start();
    expect(whyNotes(bench.now)).toEqual({});
    bench.tell({ type: 'command', name: 'break', visit: 'refine#1', force: false });

    expect(answer(bench)).toContain('The loop refine#1 was broken off: it ends after the pass under way.');
  });

  it('tells until when a card may be answered, and which actions a pause cut short', () => {
    const work = new RunBench(around(node('work', 'workStep', { entry: [step('a', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete')])).start();
    work.tell({ type: 'command', name: 'pause', now: true });

    expect(reasonSentence({ code: 'card', detail: 'Go?', dueAt: 3_600_000 })).toBe('waits for an answer to the card "Go?" until 1970-01-01T01:00:00.000Z');
    expect(answer(work)).toContain('The action "a" (work#1) was cut short by the pause and is done again when the run goes on.');
  });
});
