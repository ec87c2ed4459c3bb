import type { WorkflowId } from '../../../domain/model/ids.ts';
import type { PurgedVersion, VersionFacts, VersionRow, WorkflowRepository } from '../../../domain/ports/workflow-repository.ts';
import type { Connection } from '../connection.ts';
import { writeActor } from '../stored-values.ts';
import { factsColumns, type FactsRecord, type PurgedRecord, toAttachmentsText, toFacts, toPurged, toVersionRow, type VersionRecord } from './workflow-records.ts';

/** Versions of a workflow without what they hold, the newest first: a list of hundreds parses none of them. */
export function versionFacts(connection: Connection, id: WorkflowId): readonly VersionFacts[] {
  return connection.prepare<FactsRecord>(`select ${factsColumns} from workflow_versions where workflow_id = @id order by number desc`).all({ id }).map(toFacts);
}

export function storedVersion(connection: Connection, id: WorkflowId, number: number): VersionRow | undefined {
  const record = connection.prepare<VersionRecord>(`select ${factsColumns}, definition, attachments from workflow_versions where workflow_id = @id and number = @number`).get({ id, number });
  return record === undefined ? undefined : toVersionRow(record);
}

/** Within the transaction that publishes it or brings it in. */
export function keepVersion(connection: Connection, { importedAt, ...version }: VersionRow): void {
  connection
    .prepare(
      `insert into workflow_versions (id, workflow_id, number, hash, definition, attachments, note, published_at, published_by, imported_at)
       values (@id, @workflowId, @number, @hash, @definition, @attachments, @note, @publishedAt, @publishedBy, @importedAt)`,
    )
    .run({ ...version, definition: JSON.stringify(version.definition), attachments: toAttachmentsText(version.attachments), publishedBy: writeActor(version.publishedBy), importedAt: importedAt ?? null });
}

/** Versions are published in order, after those that were brought in. */
export function nextNumber(connection: Connection, id: WorkflowId): number {
  return 1 + (connection.prepare<{ readonly last: number | null }>(`select max(number) as last from workflow_versions where workflow_id = @id`).get({ id })?.last ?? 0);
}

export function purgedVersions(connection: Connection, id: WorkflowId): readonly PurgedVersion[] {
  return connection
    .prepare<PurgedRecord>(
      `select number, hash, note, published_at as publishedAt, published_by as publishedBy, purged_at as purgedAt, purged_by as purgedBy
       from purged_versions where workflow_id = @id order by number desc`,
    )
    .all({ id })
    .map(toPurged);
}

export function versionsOfRuns(connection: Connection, id: WorkflowId): readonly number[] {
  return connection
    .prepare<{ readonly number: number }>(`select distinct version_number as number from workflow_runs where workflow_id = @id and version_number is not null order by version_number`)
    .all({ id })
    .map(({ number }) => number);
}

/** Within one transaction: a run that began meanwhile keeps its version. */
export function purgeVersions(connection: Connection, id: WorkflowId, { numbers, at, by }: Parameters<WorkflowRepository['purgeVersions']>[1]): readonly number[] {
  const keep = connection.prepare(
    `insert into purged_versions (workflow_id, number, hash, note, published_at, published_by, purged_at, purged_by)
     select v.workflow_id, v.number, v.hash, v.note, v.published_at, v.published_by, @at, @by
     from workflow_versions v join workflows w on w.id = v.workflow_id
     where v.workflow_id = @id and v.number = @number and w.published_version is not v.number
       and not exists (select 1 from workflow_runs r where r.workflow_id = v.workflow_id and r.version_number = v.number)
     returning number`,
  );
  const remove = connection.prepare(`delete from workflow_versions where workflow_id = @id and number = @number`);
  return numbers.filter((number) => {
    if (keep.all({ id, number, at, by: writeActor(by) }).length === 0) return false;
    remove.run({ id, number });
    return true;
  });
}
