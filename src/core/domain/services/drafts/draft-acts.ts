import { applyEdit } from '../../model/edit/apply-edit.ts';
import { editWords } from '../../model/edit/edit-words.ts';
import type { CallContext } from '../../model/caller.ts';
import type { Actor } from '../../model/actor.ts';
import { definitionHash } from '../../model/definition-hash.ts';
import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import { sameJson } from '../../model/same-json.ts';
import type { DraftSaveRow } from '../../ports/draft-save.ts';
import type { WorkflowRow } from '../../ports/workflow-repository.ts';
import type { AreaService } from '../area-service.ts';
import { findVersion, findWorkflow } from '../lookups.ts';
import { draftDefinition } from '../draft-definition.ts';
import { haveSameFiles } from '../publish-workflow.ts';
import { withoutCalled } from '../without-called.ts';
import { draftPast } from './draft-past.ts';
import { draftSaved, findSave, saveView } from './save-view.ts';
import { workflowView } from '../workflow-view.ts';
import { contentHash, knownWrite, type UpdateDraftDeps } from './update-draft.ts';
import { demandRevision, writeDraft, type WriteDraftDeps } from './write-draft.ts';

type Area = AreaService<'workflows'>;
type Acts = Pick<Area, 'edit' | 'undo' | 'redo' | 'checkpoint' | 'restore'>;

/** What is done to a draft short of replacing it whole. Each is a new revision: nothing that was saved is written over. */
export function createDraftActs(deps: UpdateDraftDeps): Acts {
  return {
    edit: (input, call) => editDraft(deps, input, call),
    undo: (input, call) => travel(deps, { ...input, way: 'undo' }, call),
    redo: (input, call) => travel(deps, { ...input, way: 'redo' }, call),
    async checkpoint({ id, note, revision }, { actor }) {
      const row = await findWorkflow(deps.data, id);
      demandRevision(row, revision);
      return saveView(await deps.data.workflows.checkpoint(row.id, { note, author: actor, expectedRevision: row.revision, at: deps.clock.now() }));
    },
    restore: (input, call) => restoreDraft(deps, input, call),
  };
}

/** All edits or none: the draft is written once they have all been carried out. */
async function editDraft(deps: WriteDraftDeps, { id, edits, revision, note }: Parameters<Area['edit']>[0], { actor }: CallContext): ReturnType<Area['edit']> {
  const row = await findWorkflow(deps.data, id);
  const draft = await deps.data.workflows.draft(row.id);
  demandRevision({ slug: row.slug, revision: draft.revision }, revision);
  const words: string[] = [];
  let definition: JsonObject = draft.definition;
  for (const [at, edit] of edits.entries()) {
    try {
      const after = applyEdit(definition, edit);
      if (after !== definition) words.push(editWords(definition, edit));
      definition = after;
    } catch (error) {
      throw edits.length === 1 ? error : numbered(error, at);
    }
  }
  if (sameJson(definition, draft.definition) && note === undefined) return draftSaved(row, draft, []);
  const save = { kind: note === undefined ? ('edit' as const) : ('checkpoint' as const), author: actor, act: words.join(' · ') || 'Keep a checkpoint', ...(note === undefined ? {} : { note }) };
  const saved = await writeDraft(deps, row, { definition: draftDefinition(definition, 'What the edits make of it'), attachments: draft.attachments, expectedRevision: draft.revision, save });
  return draftSaved(saved.row, saved.draft, words);
}

/** Which of several edits it was that could not be carried out. */
function numbered(error: unknown, at: number): unknown {
  if (!(error instanceof AppError)) return error;
  return new AppError(error.code, `Edit ${at + 1}: ${error.message}`, { next: `${error.next ?? 'Correct it.'} None of the edits was carried out.`, data: { ...error.data, edit: at }, cause: error });
}

interface Journey {
  readonly id: string;
  readonly steps: number;
  readonly revision?: number | undefined;
  readonly anyone: boolean;
  readonly way: 'undo' | 'redo';
}

/** Back or forward among the saves: what the draft was like becomes a revision of its own. */
async function travel(deps: WriteDraftDeps, { id, steps, revision, anyone, way }: Journey, { actor }: CallContext): ReturnType<Area['undo']> {
  const { workflows } = deps.data;
  const row = await findWorkflow(deps.data, id);
  demandRevision(row, revision);
  const saves = await workflows.saves(row.id);
  const { past, present, future } = draftPast(saves);
  const ahead = way === 'undo' ? past : future;
  const target = ahead.at(-steps);
  if (target === undefined) throw tooFar(row, way, { steps, most: ahead.length });
  const before = await workflows.save(row.id, target);
  if (before === undefined) throw tooFar(row, way, { steps, most: 0 });
  const passed = way === 'undo' ? [...(present === undefined ? [] : [present]), ...ahead.slice(ahead.length - steps + 1).toReversed()] : ahead.slice(ahead.length - steps).toReversed();
  const others = saves.find(({ number, author }) => passed.includes(number) && !sameActor(author, actor));
  if (others !== undefined && !anyone) throw ofSomebodyElse(row, way, others);
  const acts = passed.map((number) => actOf(saves, number));
  const act = `${way === 'undo' ? 'Undo' : 'Redo'}: ${acts.join(' · ')}`;
  const saved = await writeDraft(deps, row, { definition: draftDefinition(before.definition, `Save ${target}`), attachments: before.attachments, expectedRevision: row.revision, save: { kind: way, author: actor, act, repeats: target } });
  return draftSaved(saved.row, saved.draft, acts);
}

function actOf(saves: readonly DraftSaveRow[], number: number): string {
  return saves.find((save) => save.number === number)?.act ?? `save ${number}`;
}

function sameActor(one: Actor, other: Actor): boolean {
  return one.kind === other.kind && one.id === other.id;
}

function ofSomebodyElse({ slug }: WorkflowRow, way: 'undo' | 'redo', { number, act, author }: DraftSaveRow): AppError {
  const by = `${author.kind}:${author.id}`;
  return new AppError('precondition_failed', `"${act}" in the draft of "${slug}" was done by ${by}, not by you.`, {
    next: `\`aiwm workflows ${way} ${slug} --anyone\` goes over it all the same; \`aiwm workflows recall ${slug} ${number}\` shows the draft as it was then.`,
    data: { workflow: slug, save: number, by },
  });
}

function tooFar({ slug }: WorkflowRow, way: 'undo' | 'redo', { steps, most }: { readonly steps: number; readonly most: number }): AppError {
  const done = way === 'undo' ? 'taken back' : 'done again';
  if (most === 0) return new AppError('precondition_failed', `Nothing of the draft of "${slug}" can be ${done}.`, { next: `\`aiwm workflows history ${slug}\` shows what is kept of it.`, data: { workflow: slug } });
  return new AppError('precondition_failed', `Only ${most} ${most === 1 ? 'save' : 'saves'} of the draft of "${slug}" can be ${done}, not ${steps}.`, {
    next: `\`aiwm workflows ${way} ${slug} --steps ${most}\` goes as far as possible; \`aiwm workflows history ${slug}\` shows what is kept.`,
    data: { workflow: slug, most },
  });
}

async function restoreDraft(deps: UpdateDraftDeps, { id, version, save: number, revision, write }: Parameters<Area['restore']>[0], { actor }: CallContext): ReturnType<Area['restore']> {
  const row = await findWorkflow(deps.data, id);
  const earlier = await earlierState(deps, row, { version, save: number });
  const definition = draftDefinition(earlier.definition, 'What is restored');
  const named = write === undefined ? undefined : { name: write, hash: contentHash({ version: version ?? null, save: number ?? null }) };
  const known = await knownWrite(deps, row, named);
  if (known !== undefined) return { ...(await workflowView(deps.data, { ...row, updatedAt: known.at }, { draft: { ...earlier, definition, hash: definitionHash(definition), revision: known.revision } })), acts: [] };
  demandRevision(row, revision);
  const draft = await deps.data.workflows.draft(row.id);
  const act = version === undefined ? `Restore save ${number ?? ''}` : `Restore version ${version}`;
  if (sameJson(earlier.definition, draft.definition) && haveSameFiles(earlier.attachments, draft.attachments)) return { ...(await workflowView(deps.data, row, { draft })), acts: [] };
  const saved = await writeDraft(deps, row, { ...earlier, definition, expectedRevision: row.revision, save: { kind: 'restore', author: actor, act }, write: named });
  return { ...(await workflowView(deps.data, saved.row, { draft: saved.draft })), acts: [act] };
}

async function earlierState({ data }: WriteDraftDeps, row: WorkflowRow, { version, save }: { readonly version: number | undefined; readonly save: number | undefined }) {
  if ((version === undefined) === (save === undefined)) {
    throw new AppError('input_invalid', 'What is restored is a version or a save, one of the two.', {
      next: `Give \`version\` or \`save\`; \`aiwm workflows history ${row.slug}\` shows both.`,
      data: { fields: [{ path: 'version', message: 'give this or save' }] },
    });
  }
  if (save !== undefined) {
    const { definition, attachments } = await findSave(data, row, save);
    return { definition, attachments };
  }
  const { definition, attachments } = await findVersion(data, row, version ?? 0);
  return { definition: withoutCalled(definition), attachments };
}
