import type { DocumentId } from '../domain/model/document-entry.ts';
import { AppError } from '../domain/model/errors.ts';

/** Nobody has a document of this id. */
export function documentMissing(id: DocumentId): AppError {
  return new AppError('not_found', `There is no document "${id}".`, { next: '`aiwm docs list` shows the documents there are.', data: { id } });
}

interface Stale {
  readonly id: DocumentId;
  readonly title: string;
  readonly expected: number;
  readonly newest: number;
}

/** Somebody saved the document since the writer read it. */
export function staleDocument({ id, title, expected, newest }: Stale): AppError {
  return new AppError('conflict', `"${title}" was changed by somebody else: it is at revision ${newest}, and what you have was made from revision ${expected}.`, {
    next: `\`aiwm docs diff ${id} --from ${expected}\` shows what changed; merge it into yours and save again.`,
    data: { id, revision: newest, expectedRevision: expected },
  });
}

/** Somebody made a document of the title meanwhile. */
export function titleTaken(title: string, id: DocumentId): AppError {
  return new AppError('conflict', `There is a document "${title}" by now.`, { next: `\`aiwm docs show ${id}\` shows it; save a revision of it, or choose another title.`, data: { id, title } });
}

/** Other documents are checked by this one. */
export function schemaInUse(id: DocumentId, users: readonly string[]): AppError {
  return new AppError('conflict', `The document "${id}" is the schema of ${users.length === 1 ? 'another document' : `${users.length} other documents`}: ${users.join(', ')}.`, {
    next: 'Link them to another schema first, or to none.',
    data: { id, documents: [...users] },
  });
}

/** The pinned revision is not there. */
export function revisionMissing(id: DocumentId, number: number): AppError {
  return new AppError('not_found', `The document "${id}" has no revision ${number}.`, { next: `\`aiwm docs revisions ${id}\` shows those it has.`, data: { id, revision: number } });
}
