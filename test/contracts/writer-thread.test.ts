import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe } from 'vitest';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { openLocalSqlite } from '../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { describeRunCommits } from './run-commit-contract.ts';
import { describeRunCompany } from './run-company-contract.ts';

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
