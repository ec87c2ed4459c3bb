import type { Actor } from '../model/actor.ts';
import { AppError } from '../model/errors.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { Finding } from '../operations/workflows.ts';
import type { DocumentRow } from '../ports/document-repository.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import type { AreaService } from './area-service.ts';
import type { DocumentRegistry } from './document-registry.ts';
import { type UsingWorkflow, workflowsUsing } from './document-uses.ts';
import { draftDefinition } from './draft-definition.ts';
import { writeDraft, type WriteDraftDeps } from './drafts/write-draft.ts';

export interface RemoveDocumentDeps extends WriteDraftDeps {
  readonly registry: DocumentRegistry;
  readonly data: Pick<WorkflowDataPort, 'documents' | 'blobs' | 'workflows' | 'runs'>;
  /** What verify says of a workflow's draft. */
  verified(workflow: WorkflowRow): Promise<{ readonly findings: Finding[] }>;
}

/** Every workflow that depends on a document, with what verify says of its draft. */
export async function revalidated(deps: RemoveDocumentDeps, id: string) {
  const row = await deps.registry.find(id);
  const dependants = [];
  for (const { workflow, how, nodes, pinned, isStale } of await workflowsUsing(deps.data, row)) {
    const { findings } = await deps.verified(workflow);
    dependants.push({ workflowId: workflow.id, title: workflow.name, slug: workflow.slug, how: [...how], nodes: [...nodes], ...(pinned === undefined ? {} : { pinned }), stale: isStale, problems: findings });
  }
  return { id: row.id, version: row.newest.number, dependants };
}

type RemoveInput = Parameters<AreaService<'docs'>['remove']>[0];

/**
 * Removes a document that nothing uses. With another to take its place, drafts and documents that use it use that one from
 * then on; a published version cannot be changed, so that the document stays until those drafts are published.
 */
export async function removeDocument(deps: RemoveDocumentDeps, { id, reassignTo }: RemoveInput, author: Actor) {
  const { registry, data } = deps;
  const row = await registry.find(id);
  await registry.demandUnlocked(row);
  const uses = await workflowsUsing(data, row);
  const checked = (await data.documents.schemaOf(row.id)).filter((other) => other.id !== row.id);
  const to = reassignTo === undefined ? undefined : await registry.find(reassignTo);
  if (to === undefined && uses.length + checked.length > 0) throw stillUsed(row, uses, checked);
  if (to?.id === row.id) throw new AppError('input_invalid', `"${row.title}" cannot take its own place.`, { next: 'Name another document.', data: { field: 'reassignTo' } });
  const reassigned = to === undefined ? [] : await reassign(deps, { row, to, uses, checked, author });
  const isStillRun = to !== undefined && uses.some(({ how }) => how.includes('published'));
  if (!isStillRun) await data.documents.remove(row.id);
  return { id: row.id, title: row.title, reassigned, removed: !isStillRun };
}

interface Reassigning {
  readonly row: DocumentRow;
  readonly to: DocumentRow;
  readonly uses: readonly UsingWorkflow[];
  readonly checked: readonly DocumentRow[];
  readonly author: Actor;
}

async function reassign(deps: RemoveDocumentDeps, { row, to, uses, checked, author }: Reassigning): Promise<string[]> {
  const { registry, data } = deps;
  for (const other of checked) await registry.update(other, { schema: to.id });
  if (row.workflows.length > 0) {
    await registry.update(to, { workflows: [...new Set([...to.workflows, ...row.workflows])] });
    await registry.update(row, { workflows: [] });
  }
  const changed: string[] = [];
  for (const { workflow, how } of uses) {
    if (!how.includes('draft')) continue;
    const draft = await data.workflows.draft(workflow.id);
    const definition = draftDefinition(renamed(draft.definition, row, to), 'The definition');
    await writeDraft(deps, workflow, { definition, attachments: draft.attachments, expectedRevision: draft.revision, save: { kind: 'edit', author, act: `Use ${to.title} instead of ${row.title}` } });
    changed.push(workflow.slug);
  }
  return changed;
}

/** The definition with the other document wherever this one is named; a revision beside its id is that of the other then. */
function renamed(definition: JsonObject, row: DocumentRow, to: DocumentRow): JsonObject {
  const renamedValue = (value: Json, field: string): Json => {
    if (typeof value === 'string') return value === row.id || (field === 'document' && value === row.title) ? to.id : value;
    if (isJsonList(value)) return value.map((item) => renamedValue(item, field));
    if (!isJsonObject(value)) return value;
    const members = Object.entries(value).map(([key, member]) => [key, renamedValue(member, key)] as const);
    const isItsOwn = members.some(([key, member]) => member !== value[key] && typeof member === 'string');
    return Object.fromEntries(members.map(([key, member]) => [key, isItsOwn && key === 'revision' && typeof member === 'number' ? to.newest.number : member]));
  };
  const changed = renamedValue(definition, '');
  return isJsonObject(changed) ? changed : definition;
}

function stillUsed({ id, title, role }: DocumentRow, uses: readonly UsingWorkflow[], checked: readonly DocumentRow[]): AppError {
  const named = [...uses.map(({ workflow }) => `the workflow "${workflow.slug}"`), ...checked.map((other) => `the document "${other.title}"`)];
  return new AppError('conflict', `"${title}" is used by ${named.slice(0, 5).join(', ')}${named.length > 5 ? ` and ${named.length - 5} more` : ''}.`, {
    next: `Take it out there, or name another one to use instead: \`aiwm docs ${role === 'template' ? 'templates ' : ''}remove ${id} --reassign-to <${role}>\`.`,
    data: { id, workflows: uses.map(({ workflow }) => workflow.slug), documents: checked.map((other) => other.title) },
  });
}
