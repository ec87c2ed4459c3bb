import type { DocumentId } from '../../domain/model/document-entry.ts';
import { AppError } from '../../domain/model/errors.ts';
import { present } from '../../domain/model/present.ts';
import type { DocumentChange, DocumentFilter, DocumentRepository, DocumentRevisionRow, DocumentRow, NewRevision, SaveRevision } from '../../domain/ports/document-repository.ts';
import { documentMissing, revisionMissing, schemaInUse, staleDocument } from '../document-refusals.ts';
import { searchedText } from '../searched-text.ts';
import { type MemoryDocument, type MemoryState, newestFirst } from './memory-state.ts';

type Reads = Pick<DocumentRepository, 'get' | 'named' | 'list' | 'count' | 'schemaOf' | 'revisions' | 'revision' | 'madeBy'>;

export function createMemoryDocuments(state: MemoryState): DocumentRepository {
  const all = (): readonly MemoryDocument[] => [...state.documents.values()];
  return {
    ...readDocuments(state),
    async create({ createdAt, ...document }, first) {
      if (document.schema !== undefined) demand(state, document.schema);
      const row = present({ ...structuredClone(document), workflows: linked(state, document.workflows), usage: 0, removedRevisions: 0, createdAt, modifiedAt: first.at });
      const created: MemoryDocument = { row, revisions: [keep(state, first, 1)] };
      state.documents.set(document.id, created);
      return toRow(created);
    },
    save: async (revision) => save(state, revision),
    update: async (id, change, at) => update(state, { id, change, at }),
    async remove(id) {
      const users = all().filter(({ row }) => row.schema === id && row.id !== id);
      if (users.length > 0) throw schemaInUse(id, users.map(({ row }) => row.title));
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
    async madeBy(effectKey) {
      for (const document of all()) {
        const made = document.revisions.find(({ madeBy }) => madeBy?.effectKey === effectKey);
        if (made !== undefined) return { row: toRow(document), number: made.number };
      }
      return undefined;
    },
  };
}

function save(state: MemoryState, { id, expected, keep: most, spared = [], ...revision }: SaveRevision): DocumentRow {
  const document = demand(state, id);
  const newest = newestOf(document).number;
  if (newest !== expected) throw staleDocument({ id, title: document.row.title, expected, newest });
  const revisions = [...document.revisions, keep(state, revision, newest + 1)];
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
