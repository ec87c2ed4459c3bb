import type { DocumentRow } from '../ports/document-repository.ts';
import { isJsonObject, type Json } from '../model/json.ts';
import type { RunId, Sha256 } from '../model/ids.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import { isNamed, type NamedDocument, namedDocuments } from './named-documents.ts';

/** Which of these documents a step of a run is just making, and which run that is. */
export type DocumentLocks = (rows: readonly Pick<DocumentRow, 'id' | 'title'>[]) => Promise<ReadonlyMap<string, RunId>>;

/** The action that makes revisions of documents. */
const saves = 'document.save';

const pageSize = 500;
const keptDefinitions = 500;

/**
 * Locks follow from the runs alone: a document is locked while a run works, its definition names the document in an action
 * that saves it, and the node of that action is active. So a run that ended, was stopped, or waits for a person locks
 * nothing, and there is no lock that a crash could leave.
 */
export function createDocumentLocks(data: Pick<WorkflowDataPort, 'runs' | 'blobs'>): DocumentLocks {
  // A definition under its address never changes.
  const known = new Map<Sha256, readonly NamedDocument[]>();
  const savedBy = async (hash: Sha256): Promise<readonly NamedDocument[]> => {
    const found = known.get(hash) ?? (await readSaved(data, hash));
    if (known.size >= keptDefinitions) known.clear();
    known.set(hash, found);
    return found;
  };
  return async (rows) => {
    const locked = new Map<string, RunId>();
    if (rows.length === 0) return locked;
    for await (const { id, definitionHash, activeNodes } of workingRuns(data)) {
      for (const named of await savedBy(definitionHash)) {
        if (!activeNodes.includes(named.node)) continue;
        for (const row of rows) if (isNamed(named, row) && !locked.has(row.id)) locked.set(row.id, id);
      }
    }
    return locked;
  };
}

async function* workingRuns({ runs }: Pick<WorkflowDataPort, 'runs'>) {
  let after: RunId | undefined;
  for (;;) {
    const page = await runs.list({ status: ['running', 'pausing'], limit: pageSize, ...(after === undefined ? {} : { after }) });
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < pageSize) return;
  }
}

async function readSaved({ blobs }: Pick<WorkflowDataPort, 'blobs'>, hash: Sha256): Promise<readonly NamedDocument[]> {
  const text = new TextDecoder().decode(await blobs.read(hash));
  if (!text.includes(saves)) return [];
  const definition = JSON.parse(text) as Json;
  return isJsonObject(definition) ? namedDocuments(definition).filter(({ action }) => action === saves) : [];
}
