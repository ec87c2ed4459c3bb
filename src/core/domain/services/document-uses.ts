import type { JsonObject } from '../model/json.ts';
import type { DocumentUse } from '../operations/docs.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import { isNamed, type NamedDocument, namedDocuments } from './named-documents.ts';

/** A workflow that depends on a document. */
export interface UsingWorkflow {
  readonly workflow: WorkflowRow;
  readonly how: DocumentUse['how'];
  readonly nodes: readonly string[];
  /** The oldest revision that its nodes name. */
  readonly pinned?: number;
  readonly isStale: boolean;
}

/** Every workflow that is linked to the document, or names it in its draft or in its published version. */
export async function workflowsUsing({ workflows }: Pick<WorkflowDataPort, 'workflows'>, row: DocumentRow): Promise<readonly UsingWorkflow[]> {
  const found: UsingWorkflow[] = [];
  for (const workflow of await workflows.list()) {
    const published = workflow.publishedVersion === undefined ? undefined : await workflows.version(workflow.id, workflow.publishedVersion);
    const draft = namingNodes((await workflows.draft(workflow.id)).definition, row);
    const version = published === undefined ? [] : namingNodes(published.definition, row);
    const how: DocumentUse['how'] = [...(row.workflows.includes(workflow.id) ? (['linked'] as const) : []), ...(draft.length > 0 ? (['draft'] as const) : []), ...(version.length > 0 ? (['published'] as const) : [])];
    if (how.length === 0) continue;
    const named = [...draft, ...version];
    const pins = named.flatMap(({ revision }) => (revision === undefined ? [] : [revision]));
    const pinned = pins.length === 0 ? undefined : Math.min(...pins);
    const changedSince = row.newest.at > (published?.publishedAt ?? Number.POSITIVE_INFINITY);
    found.push({ workflow, how, nodes: [...new Set(named.map(({ node }) => node))], ...(pinned === undefined ? {} : { pinned }), isStale: pinned === undefined ? changedSince : pinned < row.newest.number });
  }
  return found;
}

/** Revisions that drafts and published versions name. */
export async function namedRevisions({ workflows }: Pick<WorkflowDataPort, 'workflows'>, row: Pick<DocumentRow, 'id' | 'title'>): Promise<readonly number[]> {
  const found = new Set<number>();
  for (const workflow of await workflows.list()) {
    const published = workflow.publishedVersion === undefined ? undefined : await workflows.version(workflow.id, workflow.publishedVersion);
    const definitions = [(await workflows.draft(workflow.id)).definition, ...(published === undefined ? [] : [published.definition])];
    for (const { revision } of definitions.flatMap((definition) => namingNodes(definition, row))) if (revision !== undefined) found.add(revision);
  }
  return [...found];
}

function namingNodes(definition: JsonObject, row: Pick<DocumentRow, 'id' | 'title'>): readonly NamedDocument[] {
  return namedDocuments(definition).filter((named) => isNamed(named, row));
}
