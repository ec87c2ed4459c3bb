import { z } from 'zod';
import { BlobRef, FileRef } from '../../../domain/model/blob.ts';
import type { Attachments } from '../../../domain/ports/attachments.ts';
import type { DraftRow, VersionRow, WorkflowRow } from '../../../domain/ports/workflow-repository.ts';
import { readActor, readJsonObject } from '../stored-values.ts';

/** Rows of the workflow tables as SQLite hands them out, and what they mean. */
export interface WorkflowRecord extends Omit<WorkflowRow, 'publishedVersion' | 'draftChanged' | 'archived'> {
  readonly publishedVersion: number | null;
  readonly draftChanged: number;
  readonly archived: number;
}

export interface DraftRecord extends Omit<DraftRow, 'definition' | 'attachments'> {
  readonly definition: string;
  readonly attachments: string;
}

export interface VersionRecord extends Omit<VersionRow, 'definition' | 'attachments' | 'publishedBy'> {
  readonly definition: string;
  readonly attachments: string;
  readonly publishedBy: string;
}

export const workflowSelection = `
  select w.id, w.slug, w.name, w.description, w.created_at as createdAt, w.updated_at as updatedAt, w.revision,
    w.published_version as publishedVersion, d.hash is not v.hash as draftChanged, w.archived, w.origin
  from workflows w
  join workflow_drafts d on d.workflow_id = w.id
  left join workflow_versions v on v.workflow_id = w.id and v.number = w.published_version`;

export const versionColumns = `
  id, workflow_id as workflowId, number, hash, definition, attachments, note, published_at as publishedAt, published_by as publishedBy`;

export function toWorkflowRow({ publishedVersion, ...record }: WorkflowRecord): WorkflowRow {
  return {
    ...record,
    draftChanged: record.draftChanged === 1,
    archived: record.archived === 1,
    ...(publishedVersion === null ? {} : { publishedVersion }),
  };
}

export function toDraftRow(record: DraftRecord): DraftRow {
  return { ...record, definition: readJsonObject(record.definition), attachments: toAttachments(record.attachments) };
}

export function toVersionRow(record: VersionRecord): VersionRow {
  return { ...record, definition: readJsonObject(record.definition), attachments: toAttachments(record.attachments), publishedBy: readActor(record.publishedBy) };
}

export function toAttachmentsText(attachments: Attachments): string {
  return JSON.stringify(attachments);
}

const StoredAttachments = z.object({ mock: BlobRef.optional(), files: z.array(FileRef) });

export function toAttachments(text: string): Attachments {
  const { mock, files } = StoredAttachments.parse(readJsonObject(text));
  return { files, ...(mock === undefined ? {} : { mock }) };
}
