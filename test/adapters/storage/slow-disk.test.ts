import { expect, it } from 'vitest';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { continuation, creation, startedRun } from '../../contracts/run-commit-fixture.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** So many that it takes a few groups, and some are asked for while others are told. */
const many = Array.from({ length: 100 }, (_, index) => index);

it.each([
  ['every disk is slow', 0],
  // Opening the database anew, or a first sync, takes longer than this; what follows is mixed.
  ['some groups are slow', 0.3],
  ['no disk is slow', 60_000],
])('keeps each batch of many runs, in order, where %s', async (_, slowMs) => {
  const port = await openLocalSqlite({ directory: await temporaryDirectory(), writerThread: { from: 8, slowMs } });
  try {
    const { epoch } = await startedRun(port);
    const runs = many.map(() => creation(epoch));
    const answers = await Promise.all(runs.map(async (commit) => {
      await port.commitRun(commit);
      await port.commitRun(continuation(commit.runId, 3, { epoch }));
      return await port.commitRun(continuation(commit.runId, 5, { epoch }));
    }));

    expect(answers).toEqual(many.map(() => ({ kind: 'committed', seq: 7 })));
    const kept = await Promise.all(runs.map(async ({ runId }) => (await port.runs.events(runId, { after: 0, limit: 10 })).map(({ seq }) => seq)));
    expect(kept).toEqual(many.map(() => [1, 2, 3, 4, 5, 6, 7]));
  } finally {
    await port.close();
  }
});
