import fc from 'fast-check';
import { expect, it } from 'vitest';
import { around, go, looping, node, step } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

const second = 1000;
/** How long the run goes on, and how long it then rests. */
const stretches = fc.array(fc.record({ on: fc.integer({ min: 0, max: 9 }), rest: fc.integer({ min: 0, max: 500 }) }), { maxLength: 6 });

function through(bench: RunBench, parts: readonly { readonly on: number; readonly rest: number }[]): void {
  for (const { on, rest } of parts) {
    bench.at += on * second;
    bench.tell({ type: 'command', name: 'pause', now: false });
    bench.at += rest * second;
    bench.tell({ type: 'command', name: 'resume' });
  }
}

it('however often a run rests, it waits for a duration as long as that is, and for an instant until it comes', () => {
  fc.assert(
    fc.property(stretches, (parts) => {
      const lasting = new RunBench(around(node('hold', 'wait', { config: { after: 'PT60S' } }), [go('t2', 'hold', 'done', 'scheduled')])).start();
      const instant = new RunBench(around(node('hold', 'wait', { config: { at: '1970-01-01T00:20:00Z' } }), [go('t2', 'hold', 'done', 'scheduled')])).start();
      const begun = lasting.at;
      through(lasting, parts);
      through(instant, parts);

      const rested = parts.reduce((sum, { rest }) => sum + rest * second, 0);
      expect(lasting.now.timers['hold#1/@timer.wait']?.dueAt).toBe(begun + 60 * second + rested);
      const due = Date.parse('1970-01-01T00:20:00Z');
      // Nothing is decided while it rests: what was due meanwhile is met when it goes on.
      if (instant.now.ended === undefined) expect(instant.now.timers['hold#1/@timer.wait']?.dueAt).toBe(due);
      else expect(instant.now.ended.at).toBeGreaterThanOrEqual(due);
    }),
    { numRuns: 80, seed: 9 },
  );
});

const minute = 60 * second;

/** What the run rests, in whole minutes. */
function rests(bench: RunBench, minutes: number): void {
  bench.tell({ type: 'command', name: 'pause', now: false });
  bench.at += minutes * minute;
  bench.tell({ type: 'command', name: 'resume' });
}

it('passes of a loop stand its throttle apart, whether the run rested before, while or after they waited', () => {
  const bench = new RunBench(looping({ until: 'false', maxPasses: 6, throttle: 'PT5M' }, [step('a', 'test.safe')], { leave: [go('t9', 'refine', 'done', 'limit-reached')] })).start();
  const begun = bench.at;
  const next = (): void => {
    bench.complete(bench.wanted[0] ?? '');
    if (bench.wanted.length === 0) bench.timer('refine#1/@timer.pass');
  };
  bench.complete(bench.wanted[0] ?? '');
  rests(bench, 300);
  bench.timer('refine#1/@timer.pass');
  next();
  rests(bench, 5);
  bench.at += 2 * minute;
  rests(bench, 30);
  next();

  const passes = bench.rows.filter(({ type }) => type === 'effect_scheduled').map(({ at }) => (at - begun) / minute);
  expect(passes).toEqual([0, 305, 310, 350]);
});

it('the cooldown of a user action, and the time before another attempt, keep what was left of them', () => {
  const uses = node('w', 'workStep', { userActions: [{ id: 'u', label: 'Do it', cooldown: 'PT10M', action: { type: 'test.refuses', config: { say: 'fine' } } }] });
  const used = new RunBench(around(uses, [go('t2', 'w', 'done', 'manual-advance')])).start();
  used.tell({ type: 'command', name: 'action', visit: 'w#1', action: 'u' });
  used.at += 4 * minute;
  rests(used, 60);
  expect(used.tell({ type: 'command', name: 'action', visit: 'w#1', action: 'u' }).refused).toMatchObject({ data: { reason: 'cooldown' } });
  used.at += 6 * minute;
  expect(used.tell({ type: 'command', name: 'action', visit: 'w#1', action: 'u' }).refused).toBeUndefined();

  const failed = new RunBench(around(node('w', 'workStep', { entry: [step('a', 'test.safe', { retry: { maxRetries: 3 } })] }), [go('t2', 'w', 'done', 'task-complete')])).start();
  failed.fail('w#1/a.1', 'transient', { retryAfterMs: 10 * minute });
  failed.at += 4 * minute;
  rests(failed, 60);
  expect(failed.now.wanted['w#1/a.1']?.notBefore).toBe(failed.at + 6 * minute);
  failed.at += 7 * minute;
  const begun = failed.now.wanted['w#1/a.1']?.notBefore;
  rests(failed, 60);
  expect(failed.now.wanted['w#1/a.1']?.notBefore).toBe(begun);
});
