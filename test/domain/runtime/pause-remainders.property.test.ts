import fc from 'fast-check';
import { expect, it } from 'vitest';
import { around, go, node } from './support/definitions.ts';
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
