import { DocumentId } from '../model/document-entry.ts';
import type { JsonObject } from '../model/json.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import { isNamed, type NamedDocument, namedDocuments } from './named-documents.ts';

const mostNames = 200;

/** Documents of the registry that a definition names, once for every place. */
export async function documentsNamedIn({ documents }: Pick<WorkflowDataPort, 'documents'>, definition: JsonObject): Promise<readonly { readonly named: NamedDocument; readonly document: DocumentRow }[]> {
  const found: { readonly named: NamedDocument; readonly document: DocumentRow }[] = [];
  for (const named of namedDocuments(definition).slice(0, mostNames)) {
    const known = DocumentId.safeParse(named.name);
    const document = known.success ? await documents.get(known.data) : named.field === 'document' ? (await documents.named(named.name))[0] : undefined;
    if (document !== undefined && isNamed(named, document)) found.push({ named, document });
  }
  return found;
}
