import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { StorageOptions } from './storage-options.ts';

export interface StorageAdapter {
  readonly label: string;
  open(options: StorageOptions): Promise<WorkflowDataPort>;
}

/** Every way to keep data, by the name configuration uses. An adapter is loaded when it is opened. */
export const storageAdapters = {
  'local-sqlite': {
    label: 'SQLite in the data directory',
    open: async (options) => (await import('./local-sqlite/local-sqlite-adapter.ts')).openLocalSqlite(options),
  },
  memory: {
    label: 'Memory, gone with the process',
    open: async () => (await import('./memory/memory-adapter.ts')).openMemory(),
  },
} as const satisfies Record<string, StorageAdapter>;
