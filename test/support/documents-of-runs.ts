import type { RunDocuments } from '../../src/core/domain/ports/run-documents.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import type { FormatterSet } from '../../src/core/domain/ports/formatter.ts';
import { settingsSchemas } from '../../src/core/domain/model/settings.ts';
import { createDocumentBuilderSet } from '../../src/core/documents/document-builders.ts';
import { createDocumentWork } from '../../src/core/domain/services/conversion/document-work.ts';
import { createDocumentLocks } from '../../src/core/domain/services/document-locks.ts';
import { createDocumentRegistry, type DocumentRegistry } from '../../src/core/domain/services/document-registry.ts';
import { createRunDocuments } from '../../src/core/domain/services/run-documents.ts';
import { systemClock } from '../../src/core/platform/system-clock.ts';
import { systemRandom } from '../../src/core/platform/system-random.ts';
import { createUuidIds } from '../../src/core/platform/uuid-ids.ts';
import { openMemory } from '../../src/core/storage/memory/memory-adapter.ts';

const aRun = '01890a5d-ac96-774b-bcce-b302099a8057';

export interface RegistryOfRuns {
  readonly registered: RunDocuments;
  readonly registry: DocumentRegistry;
}

/** A registry over this storage, as runs and as people use it; so many revisions of a document are kept. */
export function registryOver(data: WorkflowDataPort, { formatters, currentRun = () => aRun, documentRevisions = 100 }: { readonly formatters: FormatterSet; readonly currentRun?: () => string | undefined; readonly documentRevisions?: number }): RegistryOfRuns {
  const ids = createUuidIds(systemClock, systemRandom);
  const retention = settingsSchemas.retention.parse({ documentRevisions });
  const config = { get: async () => ({ value: retention as never, revision: 0 }) };
  const registry = createDocumentRegistry({ data, locks: createDocumentLocks(data), config, formatters, work: createDocumentWork({ formatters, documents: createDocumentBuilderSet() }), clock: systemClock, ids });
  return { registry, registered: createRunDocuments({ registry, data, clock: systemClock, currentRun }) };
}

/** A registry in memory that holds the JSON document "Kept", as runs and as people use it. */
export async function documentsOfRuns(formatters: FormatterSet, documentRevisions?: number): Promise<RegistryOfRuns> {
  const made = registryOver(openMemory(), { formatters, ...(documentRevisions === undefined ? {} : { documentRevisions }) });
  const author = { kind: 'user', id: 'local' } as const;
  await made.registry.create({ title: 'Kept', format: 'json', role: 'document', tags: [], workflows: [] }, new TextEncoder().encode('{"kept": true}'), { author, note: '', override: false });
  return made;
}
