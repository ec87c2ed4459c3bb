import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { checkDefinition } from '../../../src/core/domain/runtime/compile-definition.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { around, go, node, step } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';
import { testCatalogue } from './support/test-actions.ts';

const hour = 3_600_000;
const timer = 'hold#1/@timer.wait';

function waiting(config: JsonObject, more: readonly JsonObject[] = [], all: JsonObject = {}): JsonObject {
  return around(node('hold', 'wait', { config }), [go('t2', 'hold', 'done', 'scheduled'), ...more], all);
}

function problems(definition: JsonObject): readonly string[] {
  const checked = checkDefinition(definition, testCatalogue);
  return checked.ok ? [] : checked.issues.map((issue) => issue.message);
}

describe('a wait for a time', () => {
  it('sets its deadline when it is entered and leaves when that has come', () => {
    const bench = new RunBench(waiting({ after: 'PT48H' })).start();

    expect(bench.now.timers[timer]?.dueAt).toBe(bench.at + 48 * hour);
    expect(runStatus(bench.now)).toEqual({ status: 'waiting', reasons: [{ code: 'wait', visit: 'hold#1', nodeId: 'hold', dueAt: bench.at + 48 * hour }] });
    expect(outline(bench.timer(timer))).toEqual(['D transition_committed t2 scheduled done#1', 'D run_ended completed']);
  });

  it('takes its length from a template, and an instant as it is written', () => {
    const later = new RunBench(waiting({ after: '{{ inputs.long }}' }, [], { inputs: { type: 'object' } }), { inputs: { long: 'PT1H' } }).start();
    const fixed = new RunBench(waiting({ at: '1970-01-01T02:00:00+01:00' })).start();

    expect(later.now.timers[timer]?.dueAt).toBe(later.at + hour);
    expect(fixed.now.timers[timer]).toEqual({ id: timer, visit: 'hold#1', dueAt: hour, fixed: true });
  });

  it('fails where what it is given is no time', () => {
    const bench = new RunBench(waiting({ after: '{{ inputs.long }}' }, [], { inputs: { type: 'object' } }), { inputs: { long: 'soon' } }).start();

    expect(bench.now.ended?.error?.message).toContain('"after" must be a duration');
  });

  it('does not stop for an instant that has passed', () => {
    expect(new RunBench(waiting({ at: '1970-01-01T00:00:00Z' })).start().now.ended?.status).toBe('completed');
  });

  it('asks a person when no way of the time can be taken, and goes on when that is so', () => {
    const definition = around(node('hold', 'wait', { config: { after: 'PT1H' } }), [go('t2', 'hold', 'done', 'scheduled', { validators: [{ id: 'v', type: 'expression', config: { that: 'run.attended == false' } }] })]);
    const bench = new RunBench(definition, { attended: true }).start();
    bench.timer(timer);
    expect(bench.incidents).toEqual(['validator_exhausted']);
    bench.resolve('retry');
    expect(bench.incidents).toEqual(['validator_exhausted']);
    bench.resolve('take_transition', { transition: 't2', skipValidators: true });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('keeps what remains of a duration through a pause, and leaves an instant where it stands', () => {
    const rest = new RunBench(waiting({ after: 'PT2H' })).start();
    const fixed = new RunBench(waiting({ at: '1970-01-01T02:00:00Z' })).start();
    for (const bench of [rest, fixed]) {
      const due = bench.now.timers[timer]?.dueAt ?? 0;
      bench.tell({ type: 'command', name: 'pause', now: false });
      bench.at += 10 * hour;
      expect(bench.tell({ type: 'timer', id: timer }).refused?.data?.['reason']).toBe('paused');
      bench.tell({ type: 'command', name: 'resume' });
      if (bench === rest) expect(bench.now.timers[timer]?.dueAt).toBe(due + 10 * hour);
    }

    expect(fixed.now.ended?.status).toBe('completed');
    expect(rest.now.ended).toBeUndefined();
  });
});

it('a wait whose way is being validated goes on with that when its moment is heard of once more', () => {
  const judged = { validators: [{ id: 'judge', type: 'llm', config: { rubric: 'Is it friendly?', value: 'hello' } }] };
  const definition = around(node('hold', 'wait', { config: { at: '1970-01-01T00:00:00Z' } }), [go('t2', 'hold', 'done', 'scheduled', judged)]);
  const bench = new RunBench(definition, { attended: true }).start();
  expect(bench.wanted).toEqual(['hold#1/judge.1']);

  if (timer in bench.now.timers) bench.timer(timer);
  bench.complete('hold#1/judge.1', { text: '?', unfit: 'no JSON', stop: 'end', model: 'm' });

  expect(bench.incidents).toEqual([]);
  expect(bench.wanted).toEqual(['hold#1/judge.2']);
});

describe('a wait for a moment of a zone', () => {
  const moment = { date: '2026-03-29', time: '02:30', zone: 'Europe/Berlin' };

  it('is armed by the executor, by rules that the journal names', () => {
    const bench = new RunBench(waiting({ at: moment })).start();
    expect(bench.now.arming).toEqual({ [timer]: { timer, visit: 'hold#1', moment } });
    expect(runStatus(bench.now).status).toBe('running');
    const told = bench.tell({ type: 'timer_armed', timer, tzdata: '2026a', dueAt: bench.at + hour });

    expect(told.refused).toBeUndefined();
    expect(bench.now.timers[timer]).toEqual({ id: timer, visit: 'hold#1', dueAt: bench.at + hour, fixed: true });
    expect(bench.tell({ type: 'timer_armed', timer, tzdata: '2026a', dueAt: 1 }).refused?.data?.['reason']).toBe('stale');
    bench.timer(timer);
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('fails where nobody knows the zone, and asks again when a person says so', () => {
    const bench = new RunBench(waiting({ at: moment }), { attended: true }).start();
    bench.tell({ type: 'timer_armed', timer, tzdata: '2026a', error: { code: 'input_invalid', message: 'no such zone' } });
    expect(bench.incidents).toEqual(['action_failed']);
    bench.resolve('retry');

    expect(Object.values(bench.now.arming ?? {})).toEqual([{ timer: timer.replace('hold#1', 'hold#2'), visit: 'hold#2', moment }]);
  });

  it('may be armed while the run is paused', () => {
    const bench = new RunBench(waiting({ at: moment })).start();
    bench.tell({ type: 'command', name: 'pause', now: false });
    bench.tell({ type: 'timer_armed', timer, tzdata: '2026a', dueAt: bench.at });
    expect(bench.now.ended).toBeUndefined();
    bench.tell({ type: 'command', name: 'resume' });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('is over with its visit', () => {
    const bench = new RunBench(around(node('hold', 'wait', { config: { at: moment }, timeout: 'PT1H' }), [go('t2', 'hold', 'done', 'scheduled'), go('t3', 'hold', 'done', ['error', { kinds: ['timeout'] }])])).start();
    bench.timer('hold#1/@timer.timeout');

    expect(bench.now.arming).toBeUndefined();
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('the definition of a wait', () => {
  it('names one of a length, an instant and a signal, and has a way out for it', () => {
    expect(problems(waiting({}))).toHaveLength(1);
    expect(problems(waiting({ after: 'PT1H', signal: 'go' }))).toHaveLength(1);
    expect(problems(waiting({ after: 'a while' }))).not.toEqual([]);
    expect(problems(waiting({ signal: 'go' }))).toHaveLength(2);
    expect(problems(around(node('hold', 'wait', { config: { after: 'PT1H' } }), [go('t2', 'hold', 'done', ['external', { signal: 'go' }])]))).toEqual(['Nothing leads on when the time is over: one of its transitions needs the trigger "scheduled" without an "after".']);
    expect(problems(around(node('hold', 'wait', { config: { after: 'PT1H' } }), []))).toEqual([]);
    expect(problems(around(node('hold', 'wait', { config: { after: 'PT1H' } }), [go('t2', 'hold', 'done', 'scheduled'), go('t3', 'hold', 'done', 'external')]))).toHaveLength(1);
    expect(problems(around(node('hold', 'wait', { config: { signal: 'go' }, entry: [step('signal', 'test.safe')] }), [go('t2', 'hold', 'done', 'external')]))).toHaveLength(1);
  });
});

it('a deadline is decided by the time alone, whether its timer or another input comes first', () => {
  const definition = around(node('hold', 'wait', { config: { after: 'PT10S' } }), [
    go('late', 'hold', 'done', 'scheduled'),
    go('early', 'hold', 'done', ['external', { signal: 'go' }]),
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20_000 }), fc.boolean(), (passed, timerFirst) => {
      const bench = new RunBench(definition).start();
      bench.at += passed;
      if (timerFirst) bench.tell({ type: 'timer', id: timer });
      const { refused } = bench.tell({ type: 'signal', emitter: 'e', id: '1', name: 'go', payload: null });

      const isLate = passed >= 10_000;
      const taken = bench.rows.find((row) => row.payload['from'] === 'hold#1')?.payload['transition'];
      expect(taken).toBe(isLate ? 'late' : 'early');
      expect(refused === undefined).toBe(!(isLate && timerFirst));
      expect(replay(bench.workflow, bench.rows).equal).toBe(true);
    }),
    { numRuns: 60, seed: 3 },
  );
});
