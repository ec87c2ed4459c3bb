import type { DocumentId } from '../../../domain/model/document-entry.ts';
import type { Sha256, WorkflowId } from '../../../domain/model/ids.ts';
import type { BlobWrite } from '../../../domain/ports/blob-store.ts';
import type { DocumentChange, NewDocument, NewRevision, SaveRevision } from '../../../domain/ports/document-repository.ts';
import { documentMissing, revisionMissing, schemaInUse, staleDocument } from '../../document-refusals.ts';
import { searchedText } from '../../searched-text.ts';
import type { BlobFiles } from '../blob-files.ts';
import type { Connection } from '../connection.ts';
import { addUse, blobUse } from '../history/blob-uses.ts';
import { dropUses } from '../history/run-blobs.ts';
import { writeActor } from '../stored-values.ts';
import { insertBlob, isFile } from './blob-repository.ts';

/** Where a document was written, and the blobs of files nobody names any more: remove those once the transaction is durable. */
export interface Place {
  readonly document: number;
  readonly unused: readonly Sha256[];
}

interface Known {
  readonly document: number;
  readonly title: string;
  readonly tags: string;
  readonly version: number;
  readonly pinned: number | null;
}

/** A large content lies as a file before the rows that name it are written. */
export async function withFile<Answer>(files: BlobFiles, content: BlobWrite, work: () => Promise<Answer>): Promise<Answer> {
  if (!isFile(content)) return work();
  return files.holding([content.sha256], async () => {
    await files.write(content.sha256, content.bytes);
    return work();
  });
}

export function createDocument(connection: Connection, { id, title, format, role, tags, workflows, schema, createdAt }: NewDocument, first: NewRevision): Place {
  const { lastInsertRowid } = connection
    .prepare(
      `insert into documents (id, title, format, role, tags, searched, version, schema_document, created_at, modified_at)
       values (@id, @title, @format, @role, @tags, @searched, 1, @schema, @createdAt, @at)`,
    )
    .run({ id, title, format, role, tags: JSON.stringify(tags), searched: searchedText(title, tags), schema: schema === undefined ? null : known(connection, schema).document, createdAt, at: first.at });
  const document = Number(lastInsertRowid);
  link(connection, document, workflows);
  insertRevision(connection, { document, number: 1 }, first);
  return { document, unused: [] };
}

export function saveRevision(connection: Connection, { expected, ...revision }: SaveRevision): Place {
  const { id } = revision;
  const { title, version } = known(connection, id);
  if (version !== expected) throw staleDocument({ id, title, expected, newest: version });
  return appendRevision(connection, revision);
}

/** The next revision, whatever the newest is; the oldest go. */
export function appendRevision(connection: Connection, { id, keep, spared = [], ...revision }: Omit<SaveRevision, 'expected'>): Place & { readonly number: number } {
  const { document, version, pinned } = known(connection, id);
  insertRevision(connection, { document, number: version + 1 }, revision);
  const old = connection
    .prepare<{ readonly number: number; readonly sha256: Sha256 }>(`select number, sha256 from document_revisions where document = @document and number not in (select value from json_each(@stay)) order by number desc limit -1 offset @keep`)
    .all({ document, stay: JSON.stringify([...spared, ...(pinned === null ? [] : [pinned])]), keep: Math.max(1, keep) });
  for (const { number } of old) connection.prepare(`delete from document_revisions where document = @document and number = @number`).run({ document, number });
  connection
    .prepare(`update documents set version = @version, removed = removed + @removed, modified_at = @at, revision = revision + 1 where document = @document`)
    .run({ document, version: version + 1, removed: old.length, at: revision.at });
  return { document, number: version + 1, unused: letGo(connection, document, old.map(({ sha256 }) => sha256)) };
}

interface Changed {
  readonly id: DocumentId;
  readonly change: DocumentChange;
  readonly at: number;
}

export function updateDocument(connection: Connection, { id, change, at }: Changed): Place {
  const before = known(connection, id);
  const { document } = before;
  const title = change.title ?? before.title;
  const tags = change.tags ?? (JSON.parse(before.tags) as readonly string[]);
  const pinned = change.pinnedRevision === undefined ? before.pinned : change.pinnedRevision;
  if (pinned !== null && connection.prepare(`select 1 from document_revisions where document = @document and number = @pinned`).get({ document, pinned }) === undefined) throw revisionMissing(id, pinned);
  connection
    .prepare(`update documents set title = @title, tags = @tags, searched = @searched, pinned = @pinned, modified_at = @at, revision = revision + 1 where document = @document`)
    .run({ document, title, tags: JSON.stringify(tags), searched: searchedText(title, tags), pinned, at });
  if (change.schema !== undefined) connection.prepare(`update documents set schema_document = @schema where document = @document`).run({ document, schema: change.schema === null ? null : known(connection, change.schema).document });
  if (change.workflows !== undefined) {
    connection.prepare(`delete from document_links where document = ?`).run(document);
    link(connection, document, change.workflows);
  }
  return { document, unused: [] };
}

export function removeDocument(connection: Connection, id: DocumentId): Place | undefined {
  const found = connection.prepare<{ readonly document: number }>(`select document from documents where id = ?`).get(id);
  if (found === undefined) return undefined;
  const { document } = found;
  const users = connection.prepare<{ readonly title: string }>(`select title from documents where schema_document = @document and document <> @document order by document`).all({ document });
  if (users.length > 0) throw schemaInUse(id, users.map(({ title }) => title));
  const addresses = connection.prepare<{ readonly sha256: Sha256 }>(`select distinct sha256 from document_revisions where document = ?`).all(document);
  connection.prepare(`update documents set schema_document = null where document = ?`).run(document);
  connection.prepare(`delete from documents where document = ?`).run(document);
  return { document, unused: letGo(connection, document, addresses.map(({ sha256 }) => sha256)) };
}

function insertRevision(connection: Connection, { document, number }: { readonly document: number; readonly number: number }, { content, at, author, note, restoredFrom, madeBy }: NewRevision): void {
  insertBlob(connection, content, { kept: false });
  addUse(connection, userOf(document), content.sha256);
  connection
    .prepare(
      `insert into document_revisions (document, number, at, author, note, sha256, bytes, restored_from, made_in, effect_key)
       values (@document, @number, @at, @author, @note, @sha256, @bytes, @restoredFrom, @madeIn, @effectKey)`,
    )
    .run({ document, number, at, author: writeActor(author), note, sha256: content.sha256, bytes: content.bytes.byteLength, restoredFrom: restoredFrom ?? null, madeIn: madeBy?.runId ?? null, effectKey: madeBy?.effectKey ?? null });
}

function link(connection: Connection, document: number, workflows: readonly WorkflowId[]): void {
  for (const workflowId of new Set(workflows)) connection.prepare(`insert into document_links (document, workflow_id) values (?, ?)`).run(document, workflowId);
}

function known(connection: Connection, id: DocumentId): Known {
  const found = connection.prepare<Known>(`select document, title, tags, version, pinned from documents where id = ?`).get(id);
  if (found === undefined) throw documentMissing(id);
  return found;
}

/** Runs use blobs under their integers, documents below zero. */
function userOf(document: number): number {
  return -document;
}

/** The document uses these no longer, unless another revision has them; those nobody else uses go. Answers which may lie as files. */
function letGo(connection: Connection, document: number, addresses: readonly Sha256[]): readonly Sha256[] {
  const isStillHad = (sha256: Sha256): boolean => connection.prepare(`select 1 from document_revisions where document = @document and sha256 = @sha256`).get({ document, sha256 }) !== undefined;
  const free = [...new Set(addresses)].filter((sha256) => !isStillHad(sha256));
  dropUses(connection, userOf(document), free);
  return free.filter((sha256) => {
    const isUsed = connection.prepare(`select 1 from blob_uses where address = ? limit 1`).get(blobUse(sha256)) !== undefined;
    return !isUsed && connection.prepare(`delete from blobs where sha256 = ? and kept = 0`).run(sha256).changes === 1;
  });
}
