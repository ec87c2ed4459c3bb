import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { openLocalSqlite } from '../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { openMemory } from '../../src/core/storage/memory/memory-adapter.ts';

/** A data directory that outlives the processes on it. */
export interface Store {
  readonly data: WorkflowDataPort;
  /** As the next process finds it. */
  reopen(): Promise<void>;
  close(): Promise<void>;
}

export type StoreName = 'memory' | 'sqlite';

export async function openStore(name: StoreName): Promise<Store> {
  return name === 'memory' ? memoryStore() : await sqliteStore();
}

function memoryStore(): Store {
  return { data: openMemory(), reopen: () => Promise.resolve(), close: () => Promise.resolve() };
}

async function sqliteStore(): Promise<Store> {
  const directory = await mkdtemp(join(tmpdir(), 'aiwm-simulation-'));
  const store = {
    data: await openLocalSqlite({ directory }),
    async reopen() {
      await store.data.close();
      store.data = await openLocalSqlite({ directory });
    },
    async close() {
      await store.data.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  return store;
}
