import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storageAdapters } from '../../src/core/storage/storage-adapters.ts';
import { describeWorkflowData } from './workflow-data-contract.ts';

for (const [name, adapter] of Object.entries(storageAdapters)) {
  describeWorkflowData(name, {
    async open() {
      const directory = await mkdtemp(join(tmpdir(), 'aiwm-storage-'));
      const port = await adapter.open({ directory });
      return {
        port,
        dispose: async () => {
          await port.close();
          await rm(directory, { recursive: true, force: true });
        },
      };
    },
  });
}
