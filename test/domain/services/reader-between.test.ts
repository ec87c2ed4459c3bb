import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openReader } from '../../../src/core/app/open-reader.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { prepareDataDirectory } from '../../../src/core/storage/data-directory.ts';
import { openHostLock } from '../../../src/core/storage/host-lock.ts';
import { storageAdapters } from '../../../src/core/storage/storage-adapters.ts';

it('a reader that comes after the database was made and before the samples are there shows what is there', async () => {
  const dataDirectory = await mkdtemp(path.join(tmpdir(), 'aiwm-between-'));
  onTestFinished(() => rm(dataDirectory, { recursive: true, force: true }));
  const directory = await prepareDataDirectory(dataDirectory);
  const lock = await openHostLock(directory.root);
  expect(lock).toBeDefined();
  const data = await storageAdapters['local-sqlite'].open({ directory: directory.generation });
  try {
    const reader = await openReader({ dataDirectory });
    const ask = (operation: string): Promise<unknown> => reader.call(operation, {}, { caller: localUser('process') });

    expect(await Promise.all(['workflows.list', 'runs.list', 'cards.list'].map(ask))).toEqual([{ items: [] }, { items: [] }, { items: [] }]);
    await reader.close();
  } finally {
    await data.close();
    lock?.release();
  }
});
