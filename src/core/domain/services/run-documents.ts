import { DocumentId, formatOfName } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import { RunId } from '../model/ids.ts';
import { present } from '../model/present.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { RunDocuments, SaveOfRun } from '../ports/run-documents.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { DocumentRegistry, Writing } from './document-registry.ts';

export interface RunDocumentsDeps {
  readonly registry: DocumentRegistry;
  readonly data: Pick<WorkflowDataPort, 'documents' | 'runs' | 'workflows'>;
  readonly clock: Pick<Clock, 'now'>;
  /** The run whose effect this code runs for. */
  readonly currentRun: () => string | undefined;
}

/** People may save between a look and a save so often before a step gives up. */
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
      const made = await data.documents.madeBy(save.effectKey);
      return madeView(made ?? (await saved(deps, save)));
    },
  };
}

interface Made {
  readonly row: DocumentRow;
  readonly number: number;
}

function madeView({ row, number }: Made) {
  return { id: row.id, title: row.title, format: row.format, revision: number, sha256: row.newest.sha256 };
}

async function saved(deps: RunDocumentsDeps, save: SaveOfRun): Promise<Made> {
  const { registry } = deps;
  const runId = RunId.parse(deps.currentRun());
  const writing: Writing = { author: { kind: 'workflow', id: save.workflow }, note: save.note, override: false, madeBy: { runId, effectKey: save.effectKey } };
  for (let tried = 1; ; tried += 1) {
    const known = await foundOrNone(registry, save.document);
    if (known === undefined) return create(deps, save, { runId, writing });
    // The same bytes again are the document it already is.
    if (known.newest.sha256 === sha256Hex(save.bytes)) return { row: known, number: known.newest.number };
    try {
      const row = await registry.save(known, { expected: known.newest.number, bytes: save.bytes }, writing);
      return { row, number: row.newest.number };
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict' || tried === mostTries) throw error;
    }
  }
}

async function create({ registry, data }: RunDocumentsDeps, { document, format, tags, bytes }: SaveOfRun, { runId, writing }: { readonly runId: RunId; readonly writing: Writing }): Promise<Made> {
  const run = await data.runs.get(runId);
  const workflow = run === undefined ? undefined : await data.workflows.find(run.workflowId);
  const made = { title: document, format: format ?? formatOfName(document) ?? 'md', role: 'document' as const, tags, workflows: workflow === undefined ? [] : [workflow.id] };
  const row = await registry.create(present(made), bytes, writing);
  return { row, number: row.newest.number };
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
