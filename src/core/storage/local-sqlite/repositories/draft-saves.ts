import type { WorkflowId } from '../../../domain/model/ids.ts';
import type { DraftSave, DraftSaveRow } from '../../../domain/ports/draft-save.ts';
import type { DraftRow } from '../../../domain/ports/workflow-repository.ts';
import type { SavePlan } from '../../plan-save.ts';
import { workflowMissing } from '../../workflow-refusals.ts';
import type { Connection } from '../connection.ts';
import { readActor, readJsonObject, writeActor } from '../stored-values.ts';
import { type DraftRecord, toAttachments, toAttachmentsText, toDraftRow } from './workflow-records.ts';

interface SaveRecord extends Omit<DraftSaveRow, 'author' | 'note' | 'repeats'> {
  readonly author: string;
  readonly note: string | null;
  readonly repeats: number | null;
}

const columns = 'number, kind, at, author, act, note, revision, repeats, hash';

/** The draft of a workflow, or `not_found`. */
export function draftOf(connection: Connection, id: WorkflowId): DraftRow {
  const record = connection
    .prepare<DraftRecord>(
      `select d.definition, d.hash, d.attachments, d.updated_at as updatedAt, w.revision
       from workflow_drafts d join workflows w on w.id = d.workflow_id
       where w.id = @id`,
    )
    .get({ id });
  if (record === undefined) throw workflowMissing(id);
  return toDraftRow(record);
}

/** What is kept of a draft, the newest first, without what it was like. */
export function saveRowsOf(connection: Connection, id: WorkflowId): readonly DraftSaveRow[] {
  return connection.prepare<SaveRecord>(`select ${columns} from workflow_saves where workflow_id = @id order by number desc`).all({ id }).map(toSaveRow);
}

/** One save with what the draft was like. */
export function storedSave(connection: Connection, id: WorkflowId, number: number): DraftSave | undefined {
  const record = connection
    .prepare<SaveRecord & { readonly definition: string; readonly attachments: string }>(`select ${columns}, definition, attachments from workflow_saves where workflow_id = @id and number = @number`)
    .get({ id, number });
  if (record === undefined) return undefined;
  const { definition, attachments, ...row } = record;
  return { ...toSaveRow(row), definition: readJsonObject(definition), attachments: toAttachments(attachments) };
}

/** Writes what the plan says, within the transaction that saves the draft. */
export function keepSaves(connection: Connection, id: WorkflowId, { added, replaced, dropped }: SavePlan): void {
  const remove = connection.prepare(`delete from workflow_saves where workflow_id = @id and number = @number`);
  for (const number of [...(replaced === undefined ? [] : [replaced]), ...dropped]) remove.run({ id, number });
  const insert = connection.prepare(
    `insert into workflow_saves (workflow_id, number, kind, at, author, act, note, revision, repeats, hash, definition, attachments)
     values (@id, @number, @kind, @at, @author, @act, @note, @revision, @repeats, @hash, @definition, @attachments)`,
  );
  for (const save of added) {
    if (dropped.includes(save.number)) continue;
    const { number, kind, at, act, revision, hash } = save;
    insert.run({
      id, number, kind, at, act, revision, hash,
      author: writeActor(save.author),
      note: save.note ?? null,
      repeats: save.repeats ?? null,
      definition: JSON.stringify(save.definition),
      attachments: toAttachmentsText(save.attachments),
    });
  }
}

function toSaveRow({ author, note, repeats, ...row }: SaveRecord): DraftSaveRow {
  return { ...row, author: readActor(author), ...(note === null ? {} : { note }), ...(repeats === null ? {} : { repeats }) };
}
