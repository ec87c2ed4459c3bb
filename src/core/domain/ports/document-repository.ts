import type { Actor } from '../model/actor.ts';
import type { DocumentId, DocumentRole, RegisteredFormat } from '../model/document-entry.ts';
import type { RunId, Sha256, WorkflowId } from '../model/ids.ts';
import type { BlobWrite } from './blob-store.ts';

/** One state of a document; its bytes are a blob that stays as long as it. */
export interface DocumentRevisionRow {
  /** From 1, without gaps but for those the limit removed. */
  readonly number: number;
  readonly at: number;
  readonly author: Actor;
  readonly note: string;
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly restoredFrom?: number;
  /** Of one that a run made: the run, and the key of the effect, under which it is made once. */
  readonly madeBy?: { readonly runId: RunId; readonly effectKey: string };
}

export interface DocumentRow {
  readonly id: DocumentId;
  readonly title: string;
  readonly format: RegisteredFormat;
  readonly role: DocumentRole;
  readonly tags: readonly string[];
  readonly workflows: readonly WorkflowId[];
  /** The document that is its JSON Schema. */
  readonly schema?: DocumentId;
  readonly pinnedRevision?: number;
  readonly usage: number;
  readonly lastUsedAt?: number;
  /** How many revisions the limit removed. */
  readonly removedRevisions: number;
  readonly createdAt: number;
  /** When the newest revision was made, or what is known of the document changed. */
  readonly modifiedAt: number;
  readonly newest: DocumentRevisionRow;
}

export interface DocumentFilter {
  /** In the title or a tag, whatever the case. */
  readonly text?: string;
  readonly format?: RegisteredFormat;
  readonly tag?: string;
  readonly workflowId?: WorkflowId;
  readonly role?: DocumentRole;
}

export type NewDocument = Pick<DocumentRow, 'id' | 'title' | 'format' | 'role' | 'tags' | 'workflows' | 'schema' | 'createdAt'>;

/** What a save brings; the bytes become durable with the row that names them, or neither does. */
export interface NewRevision extends Pick<DocumentRevisionRow, 'at' | 'author' | 'note' | 'restoredFrom' | 'madeBy'> {
  readonly content: BlobWrite;
}

export interface SaveRevision extends NewRevision {
  readonly id: DocumentId;
  /** The newest revision the writer knows; another one there is a `conflict`. */
  readonly expected: number;
  /** The most revisions that stay; the oldest go, but the pinned one, the newest and the spared ones never. */
  readonly keep: number;
  /** Revisions that somebody needs. */
  readonly spared?: readonly number[];
}

/** What an effect of a run brings; under the key of the effect it is made once. */
export interface EffectRevision extends Omit<SaveRevision, 'id' | 'expected'> {
  readonly madeBy: NonNullable<NewRevision['madeBy']>;
}

/** What an effect made. Its number and hash stay known when the revision went beyond the limit. */
export interface MadeByEffect {
  readonly row: DocumentRow;
  readonly number: number;
  readonly sha256: Sha256;
}

/** Only what is named changes; null takes it away. */
export interface DocumentChange {
  readonly title?: string;
  readonly tags?: readonly string[];
  readonly workflows?: readonly WorkflowId[];
  readonly schema?: DocumentId | null;
  readonly pinnedRevision?: number | null;
}

/** Documents with their revisions. What is not there is `not_found`. */
export interface DocumentRepository {
  get(id: DocumentId): Promise<DocumentRow | undefined>;
  /** All that are called so, the oldest first. */
  named(title: string): Promise<readonly DocumentRow[]>;
  /** The last changed first; `after` continues behind a document, wherever it stands by now. */
  list(filter: DocumentFilter & { readonly after?: DocumentId; readonly limit: number }): Promise<readonly DocumentRow[]>;
  count(filter: DocumentFilter): Promise<number>;
  /** Those whose schema it is. */
  schemaOf(id: DocumentId): Promise<readonly DocumentRow[]>;
  /** The newest first. */
  revisions(id: DocumentId): Promise<readonly DocumentRevisionRow[]>;
  revision(id: DocumentId, number: number): Promise<DocumentRevisionRow | undefined>;
  /** What an effect made with `make`, as long as its run and the document are kept. */
  madeBy(effectKey: string): Promise<MadeByEffect | undefined>;
  create(document: NewDocument, first: NewRevision): Promise<DocumentRow>;
  /** A stale `expected` is a `conflict` whose data name the revision there is. */
  save(revision: SaveRevision): Promise<DocumentRow>;
  /**
   * What an effect saves, decided in one transaction: what it made before is the answer, and so is a newest revision with the
   * same bytes; else a new revision, whatever the newest was. A new document whose title another one has is a `conflict`.
   */
  make(into: DocumentId | NewDocument, made: EffectRevision): Promise<MadeByEffect>;
  update(id: DocumentId, change: DocumentChange, at: number): Promise<DocumentRow>;
  /** Answers whether there was one. One that is a schema of others is a `conflict`. */
  remove(id: DocumentId): Promise<boolean>;
  noteUse(id: DocumentId, at: number): Promise<void>;
}
