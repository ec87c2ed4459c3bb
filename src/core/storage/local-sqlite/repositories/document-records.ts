import type { DocumentId, DocumentRole, RegisteredFormat } from '../../../domain/model/document-entry.ts';
import type { RunId, Sha256, WorkflowId } from '../../../domain/model/ids.ts';
import { present } from '../../../domain/model/present.ts';
import type { DocumentRevisionRow, DocumentRow } from '../../../domain/ports/document-repository.ts';
import { readActor } from '../stored-values.ts';

export interface RevisionRecord {
  readonly number: number;
  readonly at: number;
  readonly author: string;
  readonly note: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly restoredFrom: number | null;
  readonly madeIn: RunId | null;
  readonly effectKey: string | null;
}

export interface DocumentRecord extends RevisionRecord {
  readonly document: number;
  readonly id: DocumentId;
  readonly title: string;
  readonly format: RegisteredFormat;
  readonly role: DocumentRole;
  readonly tags: string;
  readonly links: string;
  readonly schemaId: DocumentId | null;
  readonly pinned: number | null;
  readonly usage: number;
  readonly lastUsedAt: number | null;
  readonly removed: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

export const revisionColumns = `r.number, r.at, r.author, r.note, r.sha256, r.bytes, r.restored_from as restoredFrom, r.made_in as madeIn, r.effect_key as effectKey`;

/** Documents with their newest revision. */
export const documentSelection = `
  select d.document, d.id, d.title, d.format, d.role, d.tags, d.pinned, d.usage, d.last_used_at as lastUsedAt, d.removed,
    d.created_at as createdAt, d.modified_at as modifiedAt, s.id as schemaId,
    (select json_group_array(workflow_id order by workflow_id) from document_links where document = d.document) as links, ${revisionColumns}
  from documents d
  join document_revisions r on r.document = d.document and r.number = d.version
  left join documents s on s.document = d.schema_document`;

export function toDocumentRow(record: DocumentRecord): DocumentRow {
  const { id, title, format, role, usage, createdAt, modifiedAt } = record;
  return present({
    id, title, format, role, usage, createdAt, modifiedAt,
    tags: JSON.parse(record.tags) as readonly string[],
    workflows: JSON.parse(record.links) as readonly WorkflowId[],
    schema: record.schemaId ?? undefined,
    pinnedRevision: record.pinned ?? undefined,
    lastUsedAt: record.lastUsedAt ?? undefined,
    removedRevisions: record.removed,
    newest: toRevisionRow(record),
  });
}

export function toRevisionRow({ number, at, author, note, sha256, bytes, restoredFrom, madeIn, effectKey }: RevisionRecord): DocumentRevisionRow {
  const madeBy = madeIn === null || effectKey === null ? undefined : { runId: madeIn, effectKey };
  return present({ number, at, author: readActor(author), note, sha256, bytes, restoredFrom: restoredFrom ?? undefined, madeBy });
}
