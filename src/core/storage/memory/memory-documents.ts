import type { DocumentId } from '../../domain/model/document-entry.ts';
import { AppError } from '../../domain/model/errors.ts';
import { present } from '../../domain/model/present.ts';
import type { DocumentChange, DocumentFilter, DocumentRepository, DocumentRevisionRow, DocumentRow, EffectRevision, MadeByEffect, NewDocument, NewRevision, SaveRevision } from '../../domain/ports/document-repository.ts';
import { documentMissing, revisionMissing, schemaInUse, staleDocument, titleTaken } from '../document-refusals.ts';
import { searchedText } from '../searched-text.ts';
import { type MemoryDocument, type MemoryState, newestFirst } from './memory-state.ts';

type Reads = Pick<DocumentRepository, 'get' | 'named' | 'list' | 'count' | 'schemaOf' | 'revisions' | 'revision' | 'madeBy'>;

export function createMemoryDocuments(state: MemoryState): DocumentRepository {
  const all = (): readonly MemoryDocument[] => [...state.documents.values()];
  return {
    ...readDocuments(state),
    create: async (document, first) => create(state, document, first),
    save: async (revision) => save(state, revision),
    make: async (into, made) => make(state, into, made),
    update: async (id, change, at) => update(state, { id, change, at }),
    async remove(id) {
      const users = all().filter(({ row }) => row.schema === id && row.id !== id);
      if (users.length > 0) throw schemaInUse(id, users.map(({ row }) => row.title));
      for (const [key, { document }] of [...state.documentEffects]) if (document === id) state.documentEffects.delete(key);
      return state.documents.delete(id);
    },
    async noteUse(id, at) {
      const document = state.documents.get(id);
      if (document !== undefined) document.row = { ...document.row, usage: document.row.usage + 1, lastUsedAt: Math.max(document.row.lastUsedAt ?? 0, at) };
    },
  };
}

function demand(state: MemoryState, id: DocumentId): MemoryDocument {
  const found = state.documents.get(id);
  if (found === undefined) throw documentMissing(id);
  return found;
}

function readDocuments(state: MemoryState): Reads {
  const all = (): readonly MemoryDocument[] => [...state.documents.values()];
  const found = (filter: DocumentFilter): readonly DocumentRow[] => all().filter((one) => fits(one, filter)).map(toRow).toSorted(newestFirst((row) => row.modifiedAt, (row) => row.id));
  return {
    get: async (id) => rowOf(state.documents.get(id)),
    named: async (title) => all().filter(({ row }) => row.title === title).map(toRow),
    async list({ after, limit, ...filter }) {
      const rows = found(filter);
      const anchor = rowOf(after === undefined ? undefined : state.documents.get(after));
      const order = newestFirst<DocumentRow>((row) => row.modifiedAt, (row) => row.id);
      return (anchor === undefined ? rows : rows.filter((row) => order(anchor, row) < 0)).slice(0, limit);
    },
    count: async (filter) => found(filter).length,
    schemaOf: async (id) => all().filter(({ row }) => row.schema === id).map(toRow),
    revisions: async (id) => structuredClone(state.documents.get(id)?.revisions.toReversed() ?? []),
    revision: async (id, number) => structuredClone(state.documents.get(id)?.revisions.find((revision) => revision.number === number)),
    madeBy: async (effectKey) => madeBefore(state, effectKey),
  };
}

function create(state: MemoryState, { createdAt, ...document }: NewDocument, first: NewRevision): DocumentRow {
  if (document.schema !== undefined) demand(state, document.schema);
  const row = present({ ...structuredClone(document), workflows: linked(state, document.workflows), usage: 0, removedRevisions: 0, createdAt, modifiedAt: first.at });
  const created: MemoryDocument = { row, revisions: [keep(state, first, 1)] };
  state.documents.set(document.id, created);
  return toRow(created);
}

function make(state: MemoryState, into: DocumentId | NewDocument, made: EffectRevision): MadeByEffect {
  const before = madeBefore(state, made.madeBy.effectKey);
  return before ?? noted(state, typeof into === 'string' ? madeOf(state, into, made) : createOnly(state, into, made), made);
}

function createOnly(state: MemoryState, document: NewDocument, { at, author, note, restoredFrom, madeBy, content }: EffectRevision): DocumentRow {
  const other = [...state.documents.values()].find(({ row }) => row.title === document.title);
  if (other !== undefined) throw titleTaken(document.title, other.row.id);
  return create(state, document, present({ at, author, note, restoredFrom, madeBy, content }));
}

function madeOf(state: MemoryState, id: DocumentId, made: EffectRevision): DocumentRow {
  const document = demand(state, id);
  return newestOf(document).sha256 === made.content.sha256 ? toRow(document) : append(state, { id, ...made });
}

function noted(state: MemoryState, row: DocumentRow, { madeBy: { runId, effectKey } }: EffectRevision): MadeByEffect {
  const { number, sha256 } = row.newest;
  state.documentEffects.set(effectKey, { runId, document: row.id, number, sha256 });
  return { row, number, sha256 };
}

function madeBefore(state: MemoryState, effectKey: string): MadeByEffect | undefined {
  const made = state.documentEffects.get(effectKey);
  const row = rowOf(made === undefined ? undefined : state.documents.get(made.document));
  return made === undefined || row === undefined ? undefined : { row, number: made.number, sha256: made.sha256 };
}

function save(state: MemoryState, { expected, ...revision }: SaveRevision): DocumentRow {
  const document = demand(state, revision.id);
  const newest = newestOf(document).number;
  if (newest !== expected) throw staleDocument({ id: revision.id, title: document.row.title, expected, newest });
  return append(state, revision);
}

function append(state: MemoryState, { id, keep: most, spared = [], ...revision }: Omit<SaveRevision, 'expected'>): DocumentRow {
  const document = demand(state, id);
  const revisions = [...document.revisions, keep(state, revision, newestOf(document).number + 1)];
  const { pinnedRevision } = document.row;
  const free = revisions.filter(({ number }) => number !== pinnedRevision && !spared.includes(number));
  const gone = new Set(free.slice(0, Math.max(0, free.length - Math.max(1, most))));
  document.revisions = revisions.filter((one) => !gone.has(one));
  document.row = { ...document.row, removedRevisions: document.row.removedRevisions + gone.size, modifiedAt: revision.at };
  return toRow(document);
}

function update(state: MemoryState, { id, change: { schema, pinnedRevision, workflows, ...change }, at }: { readonly id: DocumentId; readonly change: DocumentChange; readonly at: number }): DocumentRow {
  const document = demand(state, id);
  if (typeof pinnedRevision === 'number' && !document.revisions.some(({ number }) => number === pinnedRevision)) throw revisionMissing(id, pinnedRevision);
  if (typeof schema === 'string') demand(state, schema);
  const { schema: oldSchema, pinnedRevision: oldPin, ...row } = document.row;
  document.row = present({
    ...row, ...structuredClone(change),
    workflows: workflows === undefined ? row.workflows : linked(state, workflows),
    schema: (schema === undefined ? oldSchema : schema) ?? undefined,
    pinnedRevision: (pinnedRevision === undefined ? oldPin : pinnedRevision) ?? undefined,
    modifiedAt: at,
  });
  return toRow(document);
}

function keep(state: MemoryState, { content, ...revision }: NewRevision, number: number): DocumentRevisionRow {
  state.blobs.set(content.sha256, content.bytes.slice());
  return present({ ...structuredClone(revision), number, sha256: content.sha256, bytes: content.bytes.byteLength });
}

function linked(state: MemoryState, workflows: DocumentRow['workflows']): DocumentRow['workflows'] {
  const missing = workflows.find((id) => !state.workflows.has(id));
  if (missing !== undefined) throw new AppError('not_found', `There is no workflow "${missing}".`);
  return [...new Set(workflows)].toSorted();
}

function fits({ row }: MemoryDocument, { text, format, tag, workflowId, role }: DocumentFilter): boolean {
  return (
    (text === undefined || searchedText(row.title, row.tags).includes(text.toLowerCase())) &&
    (format === undefined || row.format === format) &&
    (role === undefined || row.role === role) &&
    (tag === undefined || row.tags.includes(tag)) &&
    (workflowId === undefined || row.workflows.includes(workflowId))
  );
}

function newestOf({ row, revisions }: MemoryDocument): DocumentRevisionRow {
  const newest = revisions.at(-1);
  if (newest === undefined) throw documentMissing(row.id);
  return newest;
}

function rowOf(document: MemoryDocument | undefined): DocumentRow | undefined {
  return document === undefined ? undefined : toRow(document);
}

function toRow(document: MemoryDocument): DocumentRow {
  return structuredClone({ ...document.row, newest: newestOf(document) });
}
