import { expect, it } from 'vitest';
import { canonicalJournal } from '../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { around, go, node, step } from './support/definitions.ts';
import { type BenchOptions, RunBench } from './support/run-bench.ts';

const cards = [{ id: 'review', title: 'Review' }];
const definition = around(
  node('ask', 'uiCard', { config: { card: 'review' }, entry: [step('call', 'test.keyed', { retry: { maxRetries: 3 } })] }),
  [go('t2', 'ask', 'done', 'card-submitted'), go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])],
  { cards },
);

function played(options: BenchOptions & { readonly slow?: number; readonly marks?: boolean; readonly pauses?: boolean; readonly output?: string } = {}): RunBench {
  const bench = new RunBench(definition, options);
  bench.at += options.slow ?? 0;
  bench.start();
  if (options.marks === true) bench.mark('effect_interrupted', 'ask#1/call.1');
  bench.fail('ask#1/call.1', 'transient');
  bench.at += options.slow ?? 0;
  bench.complete('ask#1/call.1', options.output ?? 'same');
  bench.card('ask#1', {});
  return bench;
}

it('is equal for the same run elsewhere, later, attended, interrupted, under another id', () => {
  const first = played();
  const second = played({ run: 'another-run', slow: 123_456, attended: true, marks: true });

  expect(canonicalJournal(second.rows)).toEqual(canonicalJournal(first.rows));
  expect(second.rows).not.toEqual(first.rows);
});

it('is equal whatever chance began with: what it chose shows in what came of it', () => {
  const rows = played().rows;
  const seeds = (seed: string) => rows.map((row) => ({ ...row, payload: { ...row.payload, seed } }));

  expect(canonicalJournal(seeds('one'))).toEqual(canonicalJournal(seeds('other')));
});

it('differs where an outcome differed', () => {
  expect(canonicalJournal(played({ output: 'other' }).rows)).not.toEqual(canonicalJournal(played().rows));
});

it('leaves the retry times to the run they belong to; each replays by itself', () => {
  for (const bench of [played(), played({ run: 'another-run' })]) expect(replay(bench.workflow, bench.rows)).toMatchObject({ equal: true });
});
