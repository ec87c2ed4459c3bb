import { createDocumentLocks, type DocumentLocks } from '../domain/services/document-locks.ts';
import { createDocumentRegistry, type DocumentRegistry } from '../domain/services/document-registry.ts';
import { type AdapterPorts, type PortSource, take } from './service-ports.ts';

/** The registry of documents, for the services of its areas and for runs. */
export async function openDocumentRegistry(ports: PortSource<AdapterPorts>): Promise<{ readonly registry: DocumentRegistry; readonly locks: DocumentLocks }> {
  const { data, config, formatters, documents, clock, ids } = await take(ports, ['data', 'config', 'formatters', 'documents', 'clock', 'ids']);
  const locks = createDocumentLocks(data);
  return { locks, registry: createDocumentRegistry({ data, locks, config, formatters, work: documents.workWith(formatters), clock, ids }) };
}
