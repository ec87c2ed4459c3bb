import type { CallContext } from '../../model/caller.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import { definitionHash } from '../../model/definition-hash.ts';
import { AppError } from '../../model/errors.ts';
import { Sha256 } from '../../model/ids.ts';
import { sha256Hex } from '../../model/sha256.ts';
import { sameJson } from '../../model/same-json.ts';
import type { WorkflowView } from '../../operations/workflows.ts';
import type { JsonObject } from '../../model/json.ts';
import type { KeptWrite, NamedWrite } from '../../ports/draft-save.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import type { AreaService } from '../area-service.ts';
import { draftDefinition, titleOf } from '../draft-definition.ts';
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

async function answerAgain({ data }: UpdateDraftDeps, row: WorkflowRow, input: UpdateInput): Promise<WorkflowView | undefined> {
  const known = await knownWrite({ data }, row, input.write === undefined ? undefined : { name: input.write, hash: sentHash(input) });
  if (known === undefined) return undefined;
  const definition = draftDefinition(input.definition, 'The definition');
  const { attachments } = await data.workflows.draft(row.id);
  // All that is told of the draft is as it was then.
  return workflowView(data, { ...row, ...titleOf(definition, row.name), updatedAt: known.at }, { draft: { definition, hash: definitionHash(definition), attachments, revision: known.revision } });
}

/** Of all that is written under a name: what is kept of a definition's meaning alone leaves out where its nodes stand. */
function sentHash({ definition, note }: Pick<UpdateInput, 'definition' | 'note'>): Sha256 {
  return contentHash({ definition, note: note ?? null });
}

/** The hash of all that is sent under a name. */
export function contentHash(sent: JsonObject): Sha256 {
  return Sha256.parse(sha256Hex(new TextEncoder().encode(canonicalJson(sent))));
}

/** The write of that name, where it was carried out already; with another content it is `conflict`. */
export async function knownWrite({ data }: Pick<UpdateDraftDeps, 'data'>, row: WorkflowRow, named: NamedWrite | undefined): Promise<KeptWrite | undefined> {
  const [known] = named === undefined ? [] : await data.workflows.writes(row.id, [named.name]);
  if (known?.hash !== undefined && known.hash !== named?.hash) throw nameTaken(row, known);
  return known;
}

function nameTaken({ slug }: WorkflowRow, { write, revision }: KeptWrite): AppError {
  return new AppError('conflict', `The write "${write}" of the draft of "${slug}" was carried out already, with another content; this one was not.`, {
    next: 'Give every write a name of its own; what is sent again under a name is the very same.',
    data: { workflow: slug, write, revision },
  });
}

/** A draft that would stay as it is keeps its revision: whoever has it open is not told of a change that is none. */
async function replaceDraft(deps: UpdateDraftDeps, { row, actor }: Pick<CallContext, 'actor'> & { readonly row: WorkflowRow }, { definition, revision, act = 'Save the draft', note, write }: UpdateInput): Promise<WorkflowView> {
  const { data, clock } = deps;
  const named = write === undefined ? undefined : { name: write, hash: sentHash({ definition, note }) };
  demandRevision(row, revision);
  const checked = draftDefinition(definition, 'The definition');
  const draft = await data.workflows.draft(row.id);
  if (sameJson(checked, draft.definition)) {
    if (note !== undefined) await data.workflows.checkpoint(row.id, { note, author: actor, expectedRevision: revision, at: clock.now(), write: named });
    return workflowView(data, row, { draft });
  }
  const save = { kind: note === undefined ? ('autosave' as const) : ('checkpoint' as const), author: actor, act, ...(note === undefined ? {} : { note }) };
  const saved = await writeDraft(deps, row, { definition: checked, attachments: draft.attachments, expectedRevision: revision, save, write: named });
  return workflowView(data, saved.row, { draft: saved.draft });
}
