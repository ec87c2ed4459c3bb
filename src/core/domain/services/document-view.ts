import type { Actor } from '../model/actor.ts';
import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import type { DocumentEntry, DocumentRevision } from '../operations/document-shapes.ts';
import type { DocumentRevisionRow, DocumentRow } from '../ports/document-repository.ts';

/** A document as doors hand it out. */
export function documentEntry({ id, title, format, role, tags, workflows, schema, pinnedRevision, usage, lastUsedAt, createdAt, modifiedAt, newest }: DocumentRow, lockedBy?: string): DocumentEntry {
  return present({
    id, title, format, role, usage, schema, pinnedRevision, lockedBy,
    tags: [...tags],
    workflows: [...workflows],
    version: newest.number,
    bytes: newest.bytes,
    sha256: newest.sha256,
    lastUsedAt: lastUsedAt === undefined ? undefined : toInstant(lastUsedAt),
    modifiedBy: actorText(newest.author),
    modifiedAt: toInstant(modifiedAt),
    createdAt: toInstant(createdAt),
  });
}

export function revisionView({ number, at, author, note, bytes, sha256, restoredFrom, madeBy }: DocumentRevisionRow, pinned: number | undefined): DocumentRevision {
  return present({ revision: number, at: toInstant(at), author: actorText(author), note, bytes, sha256, restoredFrom, run: madeBy?.runId, pinned: number === pinned });
}

/** As the audit log writes it. */
function actorText({ kind, id }: Actor): string {
  return `${kind}:${id}`;
}
