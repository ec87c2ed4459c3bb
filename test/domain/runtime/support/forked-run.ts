import { expect } from 'vitest';
import { canonicalJson } from '../../../../src/core/domain/model/canonical-json.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../../../src/core/domain/model/run-event.ts';
import { inputOf, type RunInput } from '../../../../src/core/domain/model/run-input.ts';
import { recordedFor, recordingsOf } from '../../../../src/core/domain/runtime/journal/recordings.ts';
import { stateAt } from '../../../../src/core/domain/runtime/journal/restart-border.ts';
import { RunBench } from './run-bench.ts';

/** A run of its own from a run's rows; everything after them is said to it as it was to its parent. */
export function forkedRun({ definition, rows, run }: { readonly definition: JsonObject; readonly rows: readonly RunEvent[]; readonly run: string }, seq: number): RunBench {
  const child = new RunBench(definition);
  const prefix = rows.filter((row) => row.seq <= seq);
  child.rows.push(...prefix);
  child.state = stateAt(prefix, seq);
  child.at = child.state.at;
  const refused = child.tell({ type: 'command', name: 'fork', run: 'child', parent: { run, seq, at: child.state.at }, effects: 'recorded' }).refused;
  expect(refused).toBeUndefined();
  // What the parent was answered while it stood still is asked again.
  for (const { visit, answer } of Object.values(stateAt(prefix, seq).cards)) if (answer !== undefined && child.now.cards[visit]?.answer === undefined) child.card(visit, answer.values);
  const recordings = recordingsOf(rows, seq);
  for (const row of rows.slice(prefix.length)) repeat(child, row, (input) => asRecorded(child, recordings, input));
  return child;
}

function repeat(child: RunBench, row: RunEvent, asSaid: (input: RunInput) => RunInput | undefined): void {
  child.at = row.at;
  const input = inputOf(row);
  if (input === undefined) {
    const effect = row.payload['effect'];
    if (row.type === 'effect_started' && typeof effect === 'string') child.mark('effect_started', effect);
    return;
  }
  const said = asSaid(input);
  expect(said, `nothing was recorded for ${canonicalJson(input)}`).toBeDefined();
  if (said !== undefined) expect(child.tell(said).refused).toBeUndefined();
}

/** An effect gets what the fork finds in its parent's journal, by its own request; everything else is said again. */
function asRecorded(child: RunBench, recordings: ReturnType<typeof recordingsOf>, input: RunInput): RunInput | undefined {
  if (input.type !== 'effect_completed' && input.type !== 'effect_failed') return input;
  const wanted = child.now.wanted[input.effect];
  return wanted === undefined ? undefined : recordedFor(recordings, wanted, { failures: true })?.outcome;
}
