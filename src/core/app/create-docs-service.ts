import { isJsonObject } from '../domain/model/json.ts';
import type { WorkflowRow } from '../domain/ports/workflow-repository.ts';
import type { AreaService } from '../domain/services/area-service.ts';
import { createDocsFilesService, type OpenedDocument } from '../domain/services/docs-files-service.ts';
import { createDocsService } from '../domain/services/docs-service.ts';
import type { DocumentRegistry } from '../domain/services/document-registry.ts';
import { peopleHere } from '../domain/services/people-here.ts';
import { verifyDraft, type VerifyDraftDeps } from '../domain/services/verify-draft.ts';
import { openDocumentRegistry } from './create-document-registry.ts';
import { type PortSource, type ServicePorts, take } from './service-ports.ts';

/** The area of documents: those the registry keeps, and files beside it. */
export async function openDocsService(ports: PortSource<ServicePorts>): Promise<AreaService<'docs'>> {
  const { data, files, formatters, documents, directory, clock, publisher, catalogue, config, directories, registry: connectors } = await take(ports, ['data', 'files', 'formatters', 'documents', 'directory', 'clock', 'publisher', 'catalogue', 'config', 'directories', 'registry']);
  const { registry, locks } = await openDocumentRegistry(ports);
  const verified = draftVerifier({ data, catalogue, config, directories, registry: connectors, credentials: async () => (await ports.vault()).list(), people: () => peopleHere({ tokens: data.tokens, clock }) });
  const work = documents.workWith(formatters);
  return {
    ...createDocsService({ registry, locks, data, files, formatters, work, clock, publisher, catalogue, verified }),
    ...createDocsFilesService({ files, formatters, work, filesDirectory: directory.files, openDocument: (id) => opened(registry, id) }),
  };
}

/** The library of document templates, which are documents of the registry, too. */
export async function openDocTemplatesService(ports: PortSource<ServicePorts>): Promise<AreaService<'doctemplates'>> {
  const [{ createDocTemplatesService }, { data, documents, clock, publisher, catalogue, config, directories, registry: connectors }, { registry }] = await Promise.all([
    import('../domain/services/doctemplates-service.ts'),
    take(ports, ['data', 'documents', 'clock', 'publisher', 'catalogue', 'config', 'directories', 'registry']),
    openDocumentRegistry(ports),
  ]);
  return createDocTemplatesService({ registry, data, builders: documents, clock, publisher, catalogue, verified: draftVerifier({ data, catalogue, config, directories, registry: connectors, credentials: async () => (await ports.vault()).list(), people: () => peopleHere({ tokens: data.tokens, clock }) }) });
}

/** What is wrong with the draft of a workflow as it stands. */
function draftVerifier(deps: VerifyDraftDeps) {
  return async (workflow: WorkflowRow): ReturnType<typeof verifyDraft> => verifyDraft(deps, workflow, (await deps.data.workflows.draft(workflow.id)).definition);
}

async function opened(registry: DocumentRegistry, id: string): Promise<OpenedDocument> {
  const row = await registry.find(id);
  const [bytes, linked] = await Promise.all([registry.content(row.newest), registry.schemaOf(row)]);
  const schema = linked?.schema;
  return { title: row.title, format: row.format, bytes, ...(schema !== undefined && isJsonObject(schema) ? { schema } : {}) };
}
