import { expect, it } from 'vitest';
import { inputOf } from '../../../../src/core/domain/model/run-input.ts';
import { batchBorders } from '../../../../src/core/domain/runtime/journal/batch-borders.ts';
import { canonicalJournal } from '../../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { stateAt } from '../../../../src/core/domain/runtime/journal/restart-border.ts';
import { upcastRow } from '../../../../src/core/domain/runtime/journal/upcast-row.ts';
import { goldenJournals } from '../golden/golden-journal.ts';
import { forkedRun } from '../support/forked-run.ts';

const samples = goldenJournals().filter(({ name }) => name.startsWith('sample-'));

it.each(samples.map((journal) => [journal.name, journal] as const))('a fork of %s at any border asks nobody anything else, and ends as its parent did', (_, journal) => {
  const rows = journal.rows.map((row) => upcastRow(row));
  const start = rows[0] === undefined ? undefined : inputOf(rows[0]);
  const definition = start?.type === 'start' ? journal.definitions[start.definitionHash] : undefined;
  if (start?.type !== 'start' || definition === undefined) throw new Error('the definition it began with is not kept beside it');
  const borders = batchBorders(rows).filter((seq) => stateAt(rows, seq).ended === undefined);
  expect(borders.length).toBeGreaterThan(0);

  for (const seq of borders) {
    const child = forkedRun({ definition, rows, run: start.run }, seq);

    expect(canonicalJournal(child.rows), `forked at ${seq}`).toEqual(canonicalJournal(rows));
  }
});
