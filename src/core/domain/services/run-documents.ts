import { DocumentId, formatOfName } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import { RunId } from '../model/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentRow, MadeByEffect } from '../ports/document-repository.ts';
import type { RunDocuments, SaveOfRun } from '../ports/run-documents.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { DocumentRegistry, RegisteredDocument } from './document-registry.ts';

export interface RunDocumentsDeps {
  readonly registry: DocumentRegistry;
  readonly data: Pick<WorkflowDataPort, 'documents' | 'runs' | 'workflows'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The run whose effect this code runs for. */
  readonly currentRun: () => string | undefined;
}

/** A document may come and go between a look and a save so often before a step gives up. */
const mostTries = 10;

/** The registry as steps of runs use it. */
export function createRunDocuments(deps: RunDocumentsDeps): RunDocuments {
  const { registry, data, clock } = deps;
  return {
    async read(document, revision) {
      const row = await registry.find(document);
      const found = await registry.revision(row, revision ?? row.pinnedRevision);
      const bytes = await registry.content(found);
      await data.documents.noteUse(row.id, clock.now());
      return { id: row.id, title: row.title, format: row.format, revision: found.number, sha256: found.sha256, bytes };
    },
    async save(save) {
      const { row, number, sha256 } = (await data.documents.madeBy(save.effectKey)) ?? (await made(deps, save));
      return { id: row.id, title: row.title, format: row.format, revision: number, sha256 };
    },
  };
}

async function made(deps: RunDocumentsDeps, save: SaveOfRun): Promise<MadeByEffect> {
  const { registry } = deps;
  const runId = RunId.parse(deps.currentRun());
  const writing = { author: { kind: 'workflow', id: save.workflow }, note: save.note, override: false, madeBy: { runId, effectKey: save.effectKey } } as const;
  for (let tried = 1; ; tried += 1) {
    const into = (await foundOrNone(registry, save.document)) ?? (await newDocument(deps, save, runId));
    try {
      return await registry.make(into, save.bytes, writing);
    } catch (error) {
      // Another step made a document of the title since the look: what comes is a revision of that one.
      if (!(error instanceof AppError) || error.code !== 'conflict' || tried === mostTries) throw error;
    }
  }
}

async function newDocument({ data }: RunDocumentsDeps, { document, format, tags }: SaveOfRun, runId: RunId): Promise<RegisteredDocument> {
  const run = await data.runs.get(runId);
  const workflow = run === undefined ? undefined : await data.workflows.find(run.workflowId);
  return { title: document, format: format ?? formatOfName(document) ?? 'md', role: 'document', tags, workflows: workflow === undefined ? [] : [workflow.id] };
}

/** A title that nobody has yet is a new document; an id that nobody has is a slip. */
async function foundOrNone(registry: DocumentRegistry, document: string): Promise<DocumentRow | undefined> {
  try {
    return await registry.find(document);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found' && !DocumentId.safeParse(document).success) return undefined;
    throw error;
  }
}
