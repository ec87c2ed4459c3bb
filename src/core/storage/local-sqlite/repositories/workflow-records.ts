import { z } from 'zod';
import { BlobRef, FileRef } from '../../../domain/model/blob.ts';
import type { Attachments } from '../../../domain/ports/attachments.ts';
import { workflowAbout } from '../../../domain/model/workflow-about.ts';
import type { DraftRow, PurgedVersion, VersionFacts, VersionRow, WorkflowRow } from '../../../domain/ports/workflow-repository.ts';
import { readActor, readJson, readJsonObject } from '../stored-values.ts';

/** Rows of the workflow tables as SQLite hands them out, and what they mean. */
export interface WorkflowRecord extends Omit<WorkflowRow, 'publishedVersion' | 'draftChanged' | 'archived' | 'about' | 'formerSlugs' | 'slugFollows'> {
  readonly formerSlugs: string;
  readonly slugFollows: number;
  readonly publishedVersion: number | null;
  readonly draftChanged: number;
  readonly archived: number;
  readonly about: string | null;
}

export interface DraftRecord extends Omit<DraftRow, 'definition' | 'attachments'> {
  readonly definition: string;
  readonly attachments: string;
}

export interface FactsRecord extends Omit<VersionFacts, 'publishedBy' | 'importedAt'> {
  readonly publishedBy: string;
  readonly importedAt: number | null;
}

export interface VersionRecord extends FactsRecord {
  readonly definition: string;
  readonly attachments: string;
}

export interface PurgedRecord extends Omit<PurgedVersion, 'publishedBy' | 'purgedBy'> {
  readonly publishedBy: string;
  readonly purgedBy: string;
}

export const workflowSelection = `
  select w.id, w.slug, w.name, w.description, w.created_at as createdAt, w.updated_at as updatedAt, w.revision,
    w.published_version as publishedVersion, d.hash is not v.hash as draftChanged, w.archived, w.origin, w.slug_follows as slugFollows,
    (select json_group_array(slug) from (select slug from former_slugs f where f.workflow_id = w.id and f.kept = 1 order by f.at desc, f.slug)) as formerSlugs,
    json_remove(json_extract(d.definition, '$.about'), '$.nodes') as about
  from workflows w
  join workflow_drafts d on d.workflow_id = w.id
  left join workflow_versions v on v.workflow_id = w.id and v.number = w.published_version`;

export const factsColumns = `
  id, workflow_id as workflowId, number, hash, note, published_at as publishedAt, published_by as publishedBy, imported_at as importedAt`;

const Slugs = z.array(z.string());

export function toWorkflowRow({ publishedVersion, about, formerSlugs, slugFollows, ...record }: WorkflowRecord): WorkflowRow {
  return {
    ...record,
    about: workflowAbout(about === null ? undefined : readJson(about)),
    draftChanged: record.draftChanged === 1,
    archived: record.archived === 1,
    formerSlugs: Slugs.parse(readJson(formerSlugs)),
    slugFollows: slugFollows === 1,
    ...(publishedVersion === null ? {} : { publishedVersion }),
  };
}

export function toDraftRow(record: DraftRecord): DraftRow {
  return { ...record, definition: readJsonObject(record.definition), attachments: toAttachments(record.attachments) };
}

export function toFacts({ importedAt, ...record }: FactsRecord): VersionFacts {
  return { ...record, publishedBy: readActor(record.publishedBy), ...(importedAt === null ? {} : { importedAt }) };
}

export function toVersionRow({ definition, attachments, ...facts }: VersionRecord): VersionRow {
  return { ...toFacts(facts), definition: readJsonObject(definition), attachments: toAttachments(attachments) };
}

export function toPurged(record: PurgedRecord): PurgedVersion {
  return { ...record, publishedBy: readActor(record.publishedBy), purgedBy: readActor(record.purgedBy) };
}

export function toAttachmentsText(attachments: Attachments): string {
  return JSON.stringify(attachments);
}

const StoredAttachments = z.object({ mock: BlobRef.optional(), files: z.array(FileRef) });

export function toAttachments(text: string): Attachments {
  const { mock, files } = StoredAttachments.parse(readJsonObject(text));
  return { files, ...(mock === undefined ? {} : { mock }) };
}
