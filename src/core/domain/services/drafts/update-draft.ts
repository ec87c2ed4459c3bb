import type { CallContext } from '../../model/caller.ts';
import { definitionHash } from '../../model/definition-hash.ts';
import { AppError } from '../../model/errors.ts';
import { sameJson } from '../../model/same-json.ts';
import type { WorkflowView } from '../../operations/workflows.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import type { AreaService } from '../area-service.ts';
import { draftDefinition } from '../draft-definition.ts';
import { findWorkflow } from '../lookups.ts';
import { workflowView } from '../workflow-view.ts';
import { demandRevision, writeDraft, type WriteDraftDeps } from './write-draft.ts';

type UpdateInput = Parameters<AreaService<'workflows'>['update']>[0];

export interface UpdateDraftDeps extends WriteDraftDeps {
  readonly data: Pick<WorkflowDataPort, 'workflows' | 'runs'>;
}

/** Replaces a draft. A write that was carried out already is answered as it was then, and not carried out again. */
export async function updateDraft(deps: UpdateDraftDeps, input: UpdateInput, { actor }: CallContext): Promise<WorkflowView> {
  const row = await findWorkflow(deps.data, input.id);
  const before = await answerAgain(deps, row, input);
  if (before !== undefined) return before;
  try {
    return await replaceDraft(deps, { row, actor }, input);
  } catch (error) {
    // The very same write may have arrived a moment before this one.
    const meanwhile = error instanceof AppError && error.code === 'version_conflict' ? await answerAgain(deps, row, input) : undefined;
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
}

async function answerAgain({ data }: UpdateDraftDeps, row: WorkflowRow, { write, definition }: UpdateInput): Promise<WorkflowView | undefined> {
  if (write === undefined) return undefined;
  const [known] = await data.workflows.writes(row.id, [write]);
  if (known === undefined) return undefined;
  const written = draftDefinition(definition, 'The definition');
  const { attachments } = await data.workflows.draft(row.id);
  return workflowView(data, row, { draft: { definition: written, hash: definitionHash(written), attachments, revision: known.revision } });
}

/** A draft that would stay as it is keeps its revision: whoever has it open is not told of a change that is none. */
async function replaceDraft(deps: UpdateDraftDeps, { row, actor }: Pick<CallContext, 'actor'> & { readonly row: WorkflowRow }, { definition, revision, act = 'Save the draft', note, write }: UpdateInput): Promise<WorkflowView> {
  const { data, clock } = deps;
  demandRevision(row, revision);
  const checked = draftDefinition(definition, 'The definition');
  const draft = await data.workflows.draft(row.id);
  if (sameJson(checked, draft.definition)) {
    if (note !== undefined) await data.workflows.checkpoint(row.id, { note, author: actor, expectedRevision: revision, at: clock.now(), write });
    return workflowView(data, row, { draft });
  }
  const save = { kind: note === undefined ? ('autosave' as const) : ('checkpoint' as const), author: actor, act, ...(note === undefined ? {} : { note }) };
  const saved = await writeDraft(deps, row, { definition: checked, attachments: draft.attachments, expectedRevision: revision, save, write });
  return workflowView(data, saved.row, { draft: saved.draft });
}
