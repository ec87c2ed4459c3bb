import { describe, expect, it } from 'vitest';
import { answersTo, transitionsOf } from '../../../src/core/domain/runtime/decide/inputs/incident-answers.ts';
import { effectKey } from '../../../src/core/domain/runtime/effect-key.ts';
import { armedTimers, runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { around, go, node, step, workflow } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const leave = [go('t2', 'work', 'done', 'task-complete')];
const call = step('call', 'test.once', { config: { say: 'a' }, retry: { maxRetries: 0 } });

function failed(): RunBench {
  const bench = new RunBench(around(node('work', 'workStep', { entry: [call] }), leave), { attended: true }).start();
  bench.fail('work#1/call.1');
  return bench;
}

function inDoubt(): RunBench {
  const bench = new RunBench(around(node('work', 'workStep', { entry: [call] }), leave)).start();
  bench.mark('effect_started', 'work#1/call.1');
  bench.tell({ type: 'host', kind: 'in_doubt', effect: 'work#1/call.1' });
  return bench;
}

describe('a failed action', () => {
  it('waits with its reason, and offers what can be done', () => {
    const bench = failed();
    const [incident] = Object.values(bench.now.incidents);

    expect(runStatus(bench.now)).toMatchObject({ status: 'waiting', reasons: [{ code: 'incident', visit: 'work#1', detail: 'action_failed' }] });
    expect(incident && answersTo(bench.now, incident)).toEqual(['retry', 'skip', 'take_transition', 'fail']);
    expect(incident && transitionsOf(bench.workflow, incident)).toEqual(['t2']);
  });

  it('retried is the same intent: another attempt under the same key', () => {
    const bench = failed();

    bench.resolve('retry');

    expect(bench.now.wanted['work#1/call.1']).toMatchObject({ attempt: 2, generation: 1, request: { say: 'a' } });
    bench.complete('work#1/call.1');
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('retried with a changed request is a new intent under a new key', () => {
    const bench = failed();

    bench.resolve('retry', { value: { say: 'b' } });

    const wanted = bench.now.wanted['work#1/call.1'];
    expect(wanted).toMatchObject({ attempt: 2, generation: 2, request: { say: 'b' } });
    expect(effectKey('run', 'work#1/call.1', wanted?.generation ?? 0)).not.toBe(effectKey('run', 'work#1/call.1', 1));
  });

  it('skipped takes the value as the action’s output', () => {
    const bench = failed();

    bench.resolve('skip', { value: 'instead' });

    expect(bench.now.scope.nodes['work']).toEqual({ call: 'instead' });
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('left by a transition goes on there', () => {
    const bench = failed();

    bench.resolve('take_transition', { transition: 't2' });

    expect(outline(bench.rows).slice(-3)).toEqual(['D incident_closed work#1/@incident.1', 'D transition_committed t2 operator done#1', 'D run_ended completed']);
  });

  it('failed by a person ends the run with the error there was', () => {
    const bench = failed();

    bench.resolve('fail');

    expect(bench.now.ended).toMatchObject({ status: 'failed', error: { code: 'connector_unavailable' } });
  });

  it('without an effect is tried again from its beginning', () => {
    const bench = new RunBench(around(node('work', 'workStep', { entry: [step('no', 'test.refuses')] }), leave), { attended: true }).start();

    bench.resolve('retry');
    expect(Object.keys(bench.now.incidents)).toEqual(['work#1/@incident.2']);

    bench.resolve('skip', { value: 1 });
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('an answer that does not fit', () => {
  it.each([
    ['raise_limit', {}],
    ['take_transition', { transition: 'nobody' }],
    ['take_transition', {}],
    ['retry', { value: 'text' }],
  ] as const)('%s %j is refused', (answer, more) => {
    const { refused } = failed().tell({ type: 'command', name: 'resolve', incident: 'work#1/@incident.1', answer, ...more });

    expect(refused).toMatchObject({ code: 'input_invalid', data: { reason: 'not_allowed' } });
  });

  it('to an incident that is not open is stale', () => {
    expect(failed().tell({ type: 'command', name: 'resolve', incident: 'work#1/@incident.7', answer: 'retry' }).refused?.data).toEqual({ reason: 'stale' });
  });
});

describe('an effect in doubt', () => {
  it('asks a person even in an unattended run', () => {
    expect(inDoubt().now.incidents['work#1/@incident.1']).toMatchObject({ code: 'in_doubt', effect: 'work#1/call.1', action: 'call', severity: 'critical' });
  });

  it('is retried under an equal key', () => {
    const bench = inDoubt();

    bench.resolve('retry');

    expect(bench.now.wanted['work#1/call.1']).toMatchObject({ attempt: 2, generation: 1, started: false });
  });

  it('is skipped by saying what it gave', () => {
    const bench = inDoubt();

    bench.resolve('skip', { value: 'it was sent' });

    expect(bench.now.scope.nodes['work']).toEqual({ call: 'it was sent' });
  });

  it('fails by a person', () => {
    const bench = inDoubt();

    bench.resolve('fail');

    expect(bench.now.ended).toMatchObject({ status: 'failed', error: { code: 'run_failed', effect: 'work#1/call.1' } });
  });

  it('that crashed the host again and again waits as crash_loop', () => {
    const bench = new RunBench(around(node('work', 'workStep', { entry: [call] }), leave)).start();

    bench.tell({ type: 'host', kind: 'crash_loop', effect: 'work#1/call.1' });

    expect(bench.incidents).toEqual(['crash_loop']);
    expect(bench.wanted).toEqual([]);
  });

  it('that nobody knows is refused', () => {
    expect(inDoubt().tell({ type: 'host', kind: 'in_doubt', effect: 'work#1/other.1' }).refused?.data).toEqual({ reason: 'late' });
  });
});

describe('a region from which nothing leads on', () => {
  const decide = (transitions: readonly ReturnType<typeof go>[]): RunBench => new RunBench(around(node('route', 'decision'), transitions, { variables: { n: { initial: 1 } } })).start();

  it('has no_transition where nothing fired', () => {
    const bench = decide([go('t2', 'route', 'done', ['condition', { when: 'vars.n > 1' }])]);

    expect(bench.incidents).toEqual(['no_transition']);
  });

  it('has validator_exhausted where something fired, with what was read', () => {
    const validators = [{ id: 'v', type: 'expression', config: { that: 'vars.n > 1' }, message: 'too few' }];
    const bench = decide([go('t2', 'route', 'done', 'condition', { validators })]);

    const params = bench.now.incidents['route#1/@incident.1']?.params;
    expect(bench.incidents).toEqual(['validator_exhausted']);
    expect(params).toMatchObject({ rejected: [{ transition: 't2', validator: 'v', message: 'too few', read: { that: false, 'vars.n': 1 } }] });
  });

  it.each([
    ['a list', [['a', 'b'], ['a', 'c']], 'size(vars.v) > 5'],
    ['an object', [{ a: 1 }, { a: 2 }], 'size(vars.v) > 5'],
    ['a long text', ['x'.repeat(300), 'y'.repeat(300)], 'size(vars.v) > 500'],
  ] as const)('notes %s that was read by its hash, so that another one voids the verdict', (_, values, that) => {
    const [first, second] = values.map((initial) => {
      const validators = [{ id: 'v', type: 'expression', config: { that } }];
      const bench = new RunBench(around(node('route', 'decision'), [go('t2', 'route', 'done', 'condition', { validators })], { variables: { v: { initial } } })).start();
      return bench.now.incidents['route#1/@incident.1']?.params;
    });
    const digest = /^[0-9a-f]{64}$/u;

    expect(first).toMatchObject({ rejected: [{ read: { 'vars.v': { sha256: expect.stringMatching(digest) } }, hash: expect.stringMatching(digest) }] });
    expect(second?.['rejected']).not.toEqual(first?.['rejected']);
  });

  it('is examined again at a person’s word', () => {
    const bench = decide([go('t2', 'route', 'done', ['condition', { when: 'vars.n > 1' }])]);

    bench.resolve('retry');
    expect(Object.keys(bench.now.incidents)).toEqual(['route#1/@incident.2']);

    bench.resolve('take_transition', { transition: 't2' });
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('an incident of the whole run', () => {
  it.each(['restored', 'engine_error'] as const)('%s holds everything until it is answered', (kind) => {
    const bench = new RunBench(around(node('work', 'workStep', { entry: [call] }), leave)).start();
    bench.tell({ type: 'host', kind, detail: 'why' });
    expect(bench.now.incidents['@incident.1']).toMatchObject({ code: kind, visit: '', params: { detail: 'why' } });
    bench.complete('work#1/call.1');
    expect(bench.now.ended).toBeUndefined();

    bench.resolve('retry');

    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('candidates', () => {
  const branch = (transitions: readonly ReturnType<typeof go>[]): RunBench =>
    new RunBench(workflow([node('begin', 'start'), node('route', 'decision'), node('a', 'end', { config: { result: 'took_a' } }), node('b', 'end', { config: { result: 'took_b' } })], [go('t1', 'begin', 'route', 'immediate'), ...transitions])).start();

  it.each([
    ['in declared order', [go('x', 'route', 'a', 'condition'), go('y', 'route', 'b', 'condition')], 'took_a'],
    ['lower priority first', [go('x', 'route', 'a', 'condition', { priority: 2 }), go('y', 'route', 'b', 'condition', { priority: 1 })], 'took_b'],
    ['the default last', [go('x', 'route', 'a', 'condition', { isDefault: true }), go('y', 'route', 'b', 'condition', { priority: 9 })], 'took_b'],
    ['the next after a validator said no', [go('x', 'route', 'a', 'condition', { validators: [{ id: 'v', type: 'schema', config: { value: 'inputs', schema: { required: ['x'] } } }] }), go('y', 'route', 'b', 'condition')], 'took_b'],
  ] as const)('are examined %s', (_, transitions, outcome) => {
    expect(branch(transitions).now.ended).toMatchObject({ status: 'completed', outcome });
  });
});

describe('the deadlines of what an incident holds', () => {
  const timed = around(node('work', 'workStep', { entry: [call], timeout: 'PT5M' }), leave);
  const timeout = 'work#1/@timer.timeout';
  const minute = 60_000;

  it('stand still and go on with what remained of them', () => {
    const bench = new RunBench(timed, { attended: true }).start();
    bench.at += 2 * minute;
    bench.fail('work#1/call.1');
    expect(bench.now.timers).toEqual({});
    bench.at += 60 * minute;

    bench.resolve('retry');

    expect(bench.now.timers[timeout]?.dueAt).toBe(bench.at + 3 * minute);
    bench.timer(timeout);
    expect(bench.now.incidents['work#1/@incident.2']).toMatchObject({ error: { kind: 'timeout' } });
  });

  it.each([
    ['before, answered in it', ['pause', 'resolve', 'resume']],
    ['before, answered after it', ['pause', 'resume', 'resolve']],
  ] as const)('count a pause once when they were held %s', (_, steps) => {
    const bench = new RunBench(timed, { attended: true }).start();
    bench.at += minute;
    bench.fail('work#1/call.1');
    for (const name of steps) {
      bench.at += 10 * minute;
      if (name === 'resolve') bench.resolve('retry');
      else bench.tell(name === 'pause' ? { type: 'command', name, now: false } : { type: 'command', name });
    }

    expect(bench.now.timers[timeout]?.dueAt).toBe(bench.at + 4 * minute);
  });

  it('begin anew where a timeout is what is retried', () => {
    const bench = new RunBench(timed, { attended: true }).start();
    bench.timer(timeout);

    bench.resolve('retry');

    expect(Object.values(bench.now.timers)).toMatchObject([{ visit: 'work#2', dueAt: bench.at + 5 * minute }]);
  });

  it('of the whole run wait for its incident, and for the visit’s own', () => {
    const bench = new RunBench({ ...timed, limits: { timeout: 'PT1H' } }, { attended: true }).start();
    bench.fail('work#1/call.1');
    bench.tell({ type: 'host', kind: 'restored' });
    expect(bench.now.timers).toEqual({});
    bench.at += 120 * minute;

    bench.tell({ type: 'command', name: 'resolve', incident: 'work#1/@incident.1', answer: 'retry' });
    expect(bench.now.timers).toEqual({});
    bench.at += minute;
    bench.resolve('retry');

    expect(bench.now.ended).toBeUndefined();
    expect(bench.now.timers['@timer.timeout']?.dueAt).toBe(bench.at + 60 * minute);
    expect(bench.now.timers[timeout]?.dueAt).toBe(bench.at + 4 * minute);
  });

  it('that are set while the whole run is held do not fire before it goes on', () => {
    const waits = workflow(
      [node('begin', 'start'), node('work', 'workStep', { entry: [call] }), node('more', 'workStep', { entry: [step('also', 'test.safe')], timeout: 'PT5M' }), node('done', 'end')],
      [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'more', 'task-complete'), go('t3', 'more', 'done', 'task-complete')],
    );
    const bench = new RunBench(waits, { attended: true }).start();
    bench.fail('work#1/call.1');
    bench.tell({ type: 'host', kind: 'restored' });
    bench.tell({ type: 'command', name: 'resolve', incident: 'work#1/@incident.1', answer: 'take_transition', transition: 't2' });
    bench.at += 10 * minute;

    expect(armedTimers(bench.now)).toEqual([]);
    expect(bench.tell({ type: 'timer', id: 'more#1/@timer.timeout' }).refused?.data).toEqual({ reason: 'blocked' });
    expect(bench.now.ended).toBeUndefined();
  });
});

describe('a way out of a card by time', () => {
  const cards = [{ id: 'review', title: 'Review', fields: [{ key: 'text', label: 'Text', type: 'text' }] }];
  const ways = [go('t2', 'ask', 'done', ['card-submitted', { when: 'int(nodes.ask.card.values.text) > 3' }]), go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])];
  const asks = around(node('ask', 'uiCard', { config: { card: 'review' } }), ways, { cards });

  it('that comes due during an incident is taken when it is closed', () => {
    const bench = new RunBench(asks).start();
    bench.tell({ type: 'host', kind: 'restored' });
    bench.at += 7_200_000;
    expect(bench.tell({ type: 'timer', id: 'ask#1/@timer.scheduled.t3' }).refused).toBeDefined();

    bench.resolve('retry');

    expect(outline(bench.rows).at(-2)).toBe('D transition_committed t3 scheduled done#1');
  });

  it('keeps its moment over an incident of its visit that is closed in time', () => {
    const bench = new RunBench(asks, { attended: true }).start();
    const due = bench.now.timers['ask#1/@timer.scheduled.t3']?.dueAt;
    bench.card('ask#1', { text: 'abc' });
    expect(bench.incidents).toEqual(['action_failed']);
    expect(bench.now.timers).toEqual({});
    bench.at += 60_000;

    bench.resolve('retry');

    expect(bench.now.timers['ask#1/@timer.scheduled.t3']?.dueAt).toBe(due);
    // The answer that could not be examined is given up with the retry: a person may give another one.
    expect(bench.incidents).toEqual([]);
    bench.card('ask#1', { text: '4' });
    expect(bench.now.ended?.status).toBe('completed');
  });
});
