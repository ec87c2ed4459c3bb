import type { WorkflowId } from '../../../domain/model/ids.ts';
import type { DraftSave, DraftSaveRow, KeptWrite } from '../../../domain/ports/draft-save.ts';
import type { DraftChange, DraftRow, PurgedVersion, SlugChange, VersionFacts, VersionRow, WorkflowRepository, WorkflowRow } from '../../../domain/ports/workflow-repository.ts';
import { staleRevision, stillRunning, workflowMissing, wrongNumber } from '../../workflow-refusals.ts';
import { planCheckpoint, planSave } from '../../plan-save.ts';
import type { Connection } from '../connection.ts';
import { draftOf, keepSaves, saveRowsOf, storedSave } from './draft-saves.ts';
import { keepWrite, writeAt, writesOf } from './draft-writes.ts';
import type { Writer } from '../writer.ts';
import { keepVersion, nextNumber, purgedVersions, purgeVersions, storedVersion, versionFacts, versionsOfRuns } from './version-records.ts';
import { changeSlug, holderOf, ledToBy, takeSlug } from './workflow-names.ts';
import { toAttachmentsText, toWorkflowRow, type WorkflowRecord, workflowSelection } from './workflow-records.ts';

type NewWorkflow = Parameters<WorkflowRepository['create']>[0];
type NewDraft = Parameters<WorkflowRepository['create']>[1];
type CheckpointMark = Parameters<WorkflowRepository['checkpoint']>[1];

export class SqliteWorkflowRepository implements WorkflowRepository {
  readonly #connection: Connection;
  readonly #writer: Writer;

  constructor(connection: Connection, writer: Writer) {
    this.#connection = connection;
    this.#writer = writer;
  }

  async list(wanted?: { readonly archived: boolean }): Promise<readonly WorkflowRow[]> {
    const records = this.#connection.read(() =>
      this.#connection.prepare<WorkflowRecord>(`${workflowSelection} where w.archived = coalesce(@archived, w.archived) order by w.updated_at desc, w.id desc`).all({ archived: wanted === undefined ? null : Number(wanted.archived) }),
    );
    return records.map(toWorkflowRow);
  }

  async find(idOrSlug: string): Promise<WorkflowRow | undefined> {
    return this.#connection.read(() => {
      const record = this.#connection.prepare<WorkflowRecord>(`${workflowSelection} where w.id = @idOrSlug or (w.namespace = 'local' and w.slug = @idOrSlug)`).get({ idOrSlug });
      return record === undefined ? this.#rowAt(ledToBy(this.#connection, idOrSlug)) : toWorkflowRow(record);
    });
  }

  async named(slug: string): Promise<WorkflowRow | undefined> {
    return this.#connection.read(() => this.#rowAt(holderOf(this.#connection, slug)?.id));
  }

  async rename(id: WorkflowId, change: SlugChange): Promise<WorkflowRow> {
    return this.#writer.run(() => {
      changeSlug(this.#connection, this.#rowOf(id), change);
      this.#connection.prepare(`update workflows set slug_follows = 0 where id = @id`).run({ id });
      return toWorkflowRow(this.#rowOf(id));
    });
  }

  async create(row: NewWorkflow, draft: NewDraft): Promise<WorkflowRow> {
    return this.#writer.run(() => {
      takeSlug(this.#connection, row.slug);
      this.#connection
        .prepare(
          `insert into workflows (id, slug, name, description, created_at, updated_at, revision, archived, origin, slug_follows)
           values (@id, @slug, @name, @description, @createdAt, @updatedAt, 1, @archived, @origin, @slugFollows)`,
        )
        .run({ ...row, archived: Number(row.archived), slugFollows: Number(row.slugFollows ?? false) });
      this.#connection
        .prepare(`insert into workflow_drafts (workflow_id, definition, hash, attachments, updated_at) values (@id, @definition, @hash, @attachments, @at)`)
        .run({ id: row.id, definition: JSON.stringify(draft.definition), hash: draft.hash, attachments: toAttachmentsText(draft.attachments), at: row.updatedAt });
      for (const version of draft.versions ?? []) keepVersion(this.#connection, { ...version, workflowId: row.id });
      return toWorkflowRow(this.#rowOf(row.id));
    });
  }

  async draft(id: WorkflowId): Promise<DraftRow> {
    return this.#connection.read(() => draftOf(this.#connection, id));
  }

  async saveDraft(id: WorkflowId, change: DraftChange): Promise<WorkflowRow> {
    return this.#writer.run(() => {
      this.#expectRevision(id, change.expectedRevision);
      keepSaves(this.#connection, id, planSave({ saves: saveRowsOf(this.#connection, id), lastWrite: writeAt(this.#connection, id, change.expectedRevision), draft: () => draftOf(this.#connection, id) }, change));
      keepWrite(this.#connection, id, { write: change.write, revision: change.expectedRevision + 1, at: change.at });
      this.#touch(id, change.expectedRevision, change.at);
      this.#follow(id, change);
      this.#connection.prepare(`update workflows set name = @name, description = @description where id = @id`).run({ id, name: change.name, description: change.description });
      this.#connection
        .prepare(`update workflow_drafts set definition = @definition, hash = @hash, attachments = @attachments, updated_at = @at where workflow_id = @id`)
        .run({ id, definition: JSON.stringify(change.definition), hash: change.hash, attachments: toAttachmentsText(change.attachments), at: change.at });
      return toWorkflowRow(this.#rowOf(id));
    });
  }

  async checkpoint(id: WorkflowId, { expectedRevision, write, ...mark }: CheckpointMark): Promise<DraftSaveRow> {
    return this.#writer.run(() => {
      this.#expectRevision(id, expectedRevision);
      keepSaves(this.#connection, id, planCheckpoint({ saves: saveRowsOf(this.#connection, id), draft: () => draftOf(this.#connection, id) }, mark));
      keepWrite(this.#connection, id, { write, revision: expectedRevision, at: mark.at });
      const [last] = saveRowsOf(this.#connection, id);
      if (last === undefined) throw workflowMissing(id);
      return last;
    });
  }

  async writes(id: WorkflowId, names: readonly string[]): Promise<readonly KeptWrite[]> {
    return this.#connection.read(() => writesOf(this.#connection, id, names));
  }

  async saves(id: WorkflowId): Promise<readonly DraftSaveRow[]> {
    return this.#connection.read(() => saveRowsOf(this.#connection, id));
  }

  async save(id: WorkflowId, number: number): Promise<DraftSave | undefined> {
    return this.#connection.read(() => storedSave(this.#connection, id, number));
  }

  async publish(version: VersionRow, expectedRevision: number): Promise<WorkflowRow> {
    const id = version.workflowId;
    return this.#writer.run(() => {
      this.#touch(id, expectedRevision, version.publishedAt);
      const next = nextNumber(this.#connection, id);
      if (version.number !== next) throw wrongNumber(id, version.number, next);
      keepVersion(this.#connection, version);
      this.#connection.prepare(`update workflows set published_version = @number where id = @id`).run({ id, number: version.number });
      return toWorkflowRow(this.#rowOf(id));
    });
  }

  async versions(id: WorkflowId): Promise<readonly VersionFacts[]> {
    return this.#connection.read(() => versionFacts(this.#connection, id));
  }

  async version(id: WorkflowId, number: number): Promise<VersionRow | undefined> {
    return this.#connection.read(() => storedVersion(this.#connection, id, number));
  }

  async purgedVersions(id: WorkflowId): Promise<readonly PurgedVersion[]> {
    return this.#connection.read(() => purgedVersions(this.#connection, id));
  }

  async versionsOfRuns(id: WorkflowId): Promise<readonly number[]> {
    return this.#connection.read(() => versionsOfRuns(this.#connection, id));
  }

  async purgeVersions(id: WorkflowId, purge: Parameters<WorkflowRepository['purgeVersions']>[1]): Promise<readonly number[]> {
    return this.#writer.run(() => purgeVersions(this.#connection, id, purge));
  }

  async remove(id: WorkflowId, expectedRevision: number): Promise<void> {
    await this.#writer.run(() => {
      this.#expectRevision(id, expectedRevision);
      const open = this.#connection
        .prepare<{ readonly id: string }>(`select id from workflow_runs where workflow_id = @id and status not in ('completed', 'failed', 'cancelled') and released_at is null limit 1`)
        .get({ id });
      if (open !== undefined) throw stillRunning(id, open.id);
      this.#connection.prepare(`delete from workflows where id = @id`).run({ id });
    });
  }

  /** Only while nobody chose a slug, and only to one that is free. */
  #follow(id: WorkflowId, { slug, at }: Pick<DraftChange, 'slug' | 'at'>): void {
    const row = this.#rowOf(id);
    if (slug === undefined || row.slugFollows !== 1) return;
    const holder = holderOf(this.#connection, slug);
    if (holder === undefined || holder.id === id) changeSlug(this.#connection, row, { slug, former: 'yielding', at });
  }

  #rowAt(id: string | undefined): WorkflowRow | undefined {
    const record = id === undefined ? undefined : this.#connection.prepare<WorkflowRecord>(`${workflowSelection} where w.id = @id`).get({ id });
    return record === undefined ? undefined : toWorkflowRow(record);
  }

  #rowOf(id: WorkflowId): WorkflowRecord {
    const record = this.#connection.prepare<WorkflowRecord>(`${workflowSelection} where w.id = @id`).get({ id });
    if (record === undefined) throw workflowMissing(id);
    return record;
  }

  #expectRevision(id: WorkflowId, expected: number): void {
    const { revision } = this.#rowOf(id);
    if (revision !== expected) throw staleRevision(id, expected, revision);
  }

  /** Raises the revision of a row nobody changed since the caller read it. */
  #touch(id: WorkflowId, expectedRevision: number, at: number): void {
    this.#expectRevision(id, expectedRevision);
    this.#connection.prepare(`update workflows set revision = revision + 1, updated_at = @at where id = @id`).run({ id, at });
  }
}
