import { AppError } from '../../model/errors.ts';
import { toInstant } from '../../model/instant.ts';
import { present } from '../../model/present.ts';
import type { DraftSaved, DraftSaveView } from '../../operations/workflows-drafts.ts';
import type { DraftSave, DraftSaveRow } from '../../ports/draft-save.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { DraftRow, WorkflowRow } from '../../ports/workflow-repository.ts';

/** A save as operations answer it. */
export function saveView({ number, kind, at, author, act, note, revision, hash }: DraftSaveRow): DraftSaveView {
  return present({ save: number, kind, at: toInstant(at), by: `${author.kind}:${author.id}`, act, note, revision, hash });
}

/** The draft after something was done to it. */
export function draftSaved({ id, slug }: WorkflowRow, { definition, hash, revision }: Pick<DraftRow, 'definition' | 'hash' | 'revision'>, acts: readonly string[]): DraftSaved {
  return { id, slug, revision, hash, acts: [...acts], definition };
}

/** This save of a draft, or `not_found`. */
export async function findSave({ workflows }: Pick<WorkflowDataPort, 'workflows'>, row: WorkflowRow, number: number): Promise<DraftSave> {
  const save = await workflows.save(row.id, number);
  if (save !== undefined) return save;
  throw new AppError('not_found', `Of the draft of "${row.slug}" no save ${number} is kept.`, { next: `\`aiwm workflows history ${row.slug}\` shows those that are: what went on within a minute of a save has taken its place, under a new number.`, data: { workflow: row.slug, save: number } });
}
