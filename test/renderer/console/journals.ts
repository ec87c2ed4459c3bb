import fc from 'fast-check';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { TimelineGroups } from '../../../src/renderer/console/timeline/timeline-groups.ts';
import { TimelineRows } from '../../../src/renderer/console/timeline/timeline-rows.ts';

const visit = fc.constantFrom('begin#1', 'write#1', 'write#2', 'each#1', 'each#1:pass[0]/ask#1', 'each#1:pass[1]/ask#1', 'each#1:pass[1]/in#1:left/ask#1', 'call#1:@report/draw#1');
const effect = fc.tuple(visit, fc.constantFrom('ask.1', 'ask.2', 'keep.1')).map(([place, action]) => `${place}/${action}`);
const usage = fc.record({ connector: fc.constant('mock'), inputTokens: fc.nat(500), outputTokens: fc.nat(500), micros: fc.nat(90) });

const row: fc.Arbitrary<{ readonly type: string; readonly payload: JsonObject }> = fc.oneof(
  fc.record({ type: fc.constant('transition_committed'), payload: fc.record({ visit, transition: fc.constantFrom('t1', 't2') }) }),
  fc.record({ type: fc.constant('pass_started'), payload: fc.record({ visit }) }),
  fc.record({ type: fc.constant('effect_scheduled'), payload: fc.record({ effect, attempt: fc.integer({ min: 1, max: 3 }), kind: fc.constantFrom('llm.chat', 'file.write') }) }),
  fc.record({ type: fc.constant('effect_completed'), payload: fc.record({ effect, usage }) }),
  fc.record({ type: fc.constant('effect_failed'), payload: fc.record({ effect, error: fc.constant({ code: 'rate_limited' }) }) }),
  fc.record({ type: fc.constant('approval'), payload: fc.record({ visit, validator: fc.constant('ask.1'), decision: fc.constantFrom('approve', 'reject') }) }),
  fc.record({ type: fc.constant('incident_opened'), payload: fc.record({ visit, code: fc.constant('action_failed') }) }),
  fc.record({ type: fc.constantFrom('command', 'continue', 'host'), payload: fc.record({ name: fc.constantFrom('pause', 'resume') }) }),
  fc.record({ type: fc.constant('something_new'), payload: fc.constant({}) }),
);

/** Journals of any order and nesting, as lines. */
export const journals: fc.Arbitrary<readonly RunLine[]> = fc.array(fc.tuple(row, fc.nat(5000), fc.constantFrom('info', 'warning', 'error')), { maxLength: 60 }).map((rows) => {
  let at = Date.UTC(2026, 0, 1);
  return rows.map(([{ type, payload }, later, severity], index) => {
    at += later;
    return { seq: index + 1, at: new Date(at).toISOString(), type, runId: 'run', severity, correlationId: 'c', payload };
  });
});

/** The same as a timeline has it. */
export function grouped(lines: readonly RunLine[]): { readonly rows: TimelineRows; readonly groups: TimelineGroups } {
  const rows = new TimelineRows();
  for (const line of lines) rows.add(line);
  const groups = new TimelineGroups(rows);
  groups.grow();
  return { rows, groups };
}
