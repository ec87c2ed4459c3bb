import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { openLocalSqlite } from '../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { describeRunCommits } from './run-commit-contract.ts';
import { describeRunCompany } from './run-company-contract.ts';
import { continuation, creation, start, startedRun } from './run-commit-fixture.ts';

/** Every batch by way of the other thread: it answers as the thread that asks would. */
describe('SQLite written beside the thread that asks', () => {
  let opened: { readonly directory: string; readonly port: WorkflowDataPort } | undefined;
  const current = (): WorkflowDataPort => {
    if (opened === undefined) throw new Error('no test is running');
    return opened.port;
  };

  beforeEach(async () => {
    const directory = await mkdtemp(join(tmpdir(), 'aiwm-writer-'));
    opened = { directory, port: await openLocalSqlite({ directory, writerThread: { from: 1 } }) };
  });
  afterEach(async () => {
    await opened?.port.close();
    await rm(opened?.directory ?? '', { recursive: true, force: true });
    opened = undefined;
  });

  describeRunCommits(current);
  describeRunCompany(current);
});

it('what is written beside goes to the run that is named, also where another one has the place it had before it left and came back', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'aiwm-writer-'));
  const port = await openLocalSqlite({ directory, writerThread: { from: 2 } });
  onTestFinished(async () => {
    await port.close();
    await rm(directory, { recursive: true, force: true });
  });
  const { epoch, runId: other } = await startedRun(port);
  const travelling = creation(epoch);
  const { runId } = travelling;
  // Two at once are written beside: the thread has seen where the run stands.
  await Promise.all([port.commitRun(travelling), port.commitRun(continuation(other, 3, { epoch }))]);
  for (const seq of [5, 7]) await port.commitRun(continuation(other, seq, { epoch }));
  await port.releaseRun({ runId, epoch, expectedSeq: 3, at: start });
  await port.purgeRun({ runId, epoch });
  const stranger = creation(epoch);
  await port.commitRun(stranger);
  await port.commitRun(travelling);

  await Promise.all([port.commitRun(continuation(runId, 3, { epoch })), port.commitRun(continuation(other, 9, { epoch }))]);

  expect([(await port.runs.get(runId))?.seq, (await port.runs.get(stranger.runId))?.seq]).toEqual([5, 3]);
  expect(await port.runs.events(stranger.runId, { after: 0, limit: 10 })).toHaveLength(3);
});
