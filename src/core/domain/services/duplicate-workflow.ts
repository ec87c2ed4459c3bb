import type { CallContext } from '../model/caller.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { Finding } from '../operations/workflows.ts';
import type { AreaService } from './area-service.ts';
import { createRow, type CreateRowDeps } from './create-workflow.ts';
import { versionNamed } from './definition-sides.ts';
import { documentsNamedIn } from './documents-named-in.ts';
import { findVersion, findWorkflow } from './lookups.ts';
import { verifyDraft, type VerifyDraftDeps } from './verify-draft.ts';
import { withoutCalled } from './without-called.ts';
import { workflowView } from './workflow-view.ts';

type Duplicate = AreaService<'workflows'>['duplicate'];

interface DuplicateDeps extends CreateRowDeps, VerifyDraftDeps {
  readonly data: CreateRowDeps['data'] & VerifyDraftDeps['data'] & Parameters<typeof workflowView>[0];
}

/**
 * A copy with a history of its own. Ids inside it are the same, so that two copies can be compared and merged; documents
 * and files it names are shared with the other, and told as something to look at.
 */
export async function duplicateWorkflow(deps: DuplicateDeps, { id, name, slug, description, tags }: Parameters<Duplicate>[0], { door }: Pick<CallContext, 'door'>): ReturnType<Duplicate> {
  const { data } = deps;
  const named = await versionNamed(data, id);
  const row = await findWorkflow(data, named.id);
  const { definition, attachments } = named.version === undefined ? await data.workflows.draft(row.id) : await findVersion(data, row, named.version);
  const copy = { ...withoutCalled(definition), name, ...(description === undefined ? {} : { description }), about: aboutOfCopy(definition, { tags, madeFrom: { workflow: row.slug, ...(named.version === undefined ? {} : { version: named.version }) } }) };
  const made = await createRow(deps, { definition: copy, slug, slugFollows: door !== 'cli', name, origin: 'copy', attachments });
  const { findings } = await verifyDraft(deps, made, copy);
  const shared = await sharedDocuments(deps, copy, row.slug);
  return { workflow: await workflowView(data, made), review: [...shared, ...findings.filter(({ code }) => code.startsWith('missing_') || code === 'workflow_missing')] };
}

/** Documents the copy names, which are those of the other. */
async function sharedDocuments({ data }: DuplicateDeps, copy: JsonObject, from: string): Promise<readonly Finding[]> {
  const found = new Map<string, Finding>();
  for (const { named, document } of await documentsNamedIn(data, copy)) {
    const where = named.node.includes('/') ? '' : `nodes.${named.node}`;
    found.set(`${document.id} ${where}`, { code: 'shared_document', severity: 'info', where, message: `The document "${document.title}" is the one "${from}" uses, too.`, fix: 'Choose another one where the copy should have its own.' });
  }
  return [...found.values()];
}

/** Of its own it is told what it was made from; that others shall not begin with the other does not hold for it. */
function aboutOfCopy({ about }: JsonObject, { tags, madeFrom }: { readonly tags: readonly string[] | undefined; readonly madeFrom: JsonObject }): JsonObject {
  const { lifecycle: _ofTheOther, ...kept } = isJsonObject(about) ? about : {};
  return { ...kept, ...(tags === undefined ? {} : { tags: [...tags] }), madeFrom };
}
