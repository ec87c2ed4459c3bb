import type { DocumentFilter, DocumentRepository, DocumentRow } from '../../../domain/ports/document-repository.ts';
import type { BlobFiles } from '../blob-files.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';
import { madeByEffect, type MadeRecord, makeRevision } from './document-effects.ts';
import { type DocumentRecord, documentSelection, type RevisionRecord, revisionColumns, toDocumentRow, toRevisionRow } from './document-records.ts';
import { type Place, createDocument, removeDocument, saveRevision, updateDocument, withFile } from './document-rows.ts';

interface Parts {
  readonly connection: Connection;
  readonly writer: Writer;
  readonly files: BlobFiles;
}

type Reads = Pick<DocumentRepository, 'get' | 'named' | 'list' | 'count' | 'schemaOf' | 'revisions' | 'revision' | 'madeBy'>;

export function createDocumentRepository({ connection, writer, files }: Parts): DocumentRepository {
  const placed = async <Placed extends Place>(work: () => Placed): Promise<{ readonly row: DocumentRow; readonly place: Placed }> => {
    const { record, place } = await writer.run(() => {
      const written = work();
      return { record: connection.prepare<DocumentRecord>(`${documentSelection} where d.document = ?`).get(written.document), place: written };
    });
    for (const sha256 of place.unused) files.removeUnused(sha256);
    if (record === undefined) throw new TypeError('A document that was just written has no row.');
    return { row: toDocumentRow(record), place };
  };
  const written = async (work: () => Place): Promise<DocumentRow> => (await placed(work)).row;
  return {
    ...readDocuments(connection),
    create: (document, first) => withFile(files, first.content, () => written(() => createDocument(connection, document, first))),
    save: (revision) => withFile(files, revision.content, () => written(() => saveRevision(connection, revision))),
    make: (into, made) =>
      withFile(files, made.content, async () => {
        const { row, place: { made: { number, sha256 } } } = await placed(() => makeRevision(connection, into, made));
        return { row, number, sha256 };
      }),
    update: (id, change, at) => written(() => updateDocument(connection, { id, change, at })),
    async remove(id) {
      const gone = await writer.run(() => removeDocument(connection, id));
      for (const sha256 of gone?.unused ?? []) files.removeUnused(sha256);
      return gone !== undefined;
    },
    async noteUse(id, at) {
      await writer.run(() => connection.prepare(`update documents set usage = usage + 1, last_used_at = max(coalesce(last_used_at, 0), @at) where id = @id`).run({ id, at }));
    },
  };
}

function readDocuments(connection: Connection): Reads {
  const rows = (condition: string, parameters: Record<string, string | number | null>): readonly DocumentRow[] =>
    connection.read(() => connection.prepare<DocumentRecord>(`${documentSelection} ${condition}`).all(parameters)).map(toDocumentRow);
  return {
    async get(id) {
      return rows(`where d.id = @id`, { id })[0];
    },
    async named(title) {
      return rows(`where d.title = @title order by d.document`, { title });
    },
    async list({ after, limit, ...filter }) {
      const [{ condition, parameters }, anchor] = [filtered(filter), after === undefined ? undefined : rows(`where d.id = @after`, { after })[0]];
      const behind = anchor === undefined ? '' : `and (d.modified_at, d.id) < (@at, @after)`;
      return rows(`where ${condition} ${behind} order by d.modified_at desc, d.id desc limit @limit`, { ...parameters, limit, ...(anchor === undefined ? {} : { at: anchor.modifiedAt, after: anchor.id }) });
    },
    async count(filter) {
      const { condition, parameters } = filtered(filter);
      return connection.read(() => connection.prepare<{ readonly count: number }>(`select count(*) as count from documents d where ${condition}`).get(parameters))?.count ?? 0;
    },
    async schemaOf(id) {
      return rows(`where s.id = @id order by d.document`, { id });
    },
    async revisions(id) {
      return connection.read(() => connection.prepare<RevisionRecord>(`${revisionSelection} order by r.number desc`).all({ id })).map(toRevisionRow);
    },
    async revision(id, number) {
      const record = connection.read(() => connection.prepare<RevisionRecord>(`${revisionSelection} and r.number = @number`).get({ id, number }));
      return record === undefined ? undefined : toRevisionRow(record);
    },
    async madeBy(effectKey) {
      const made: MadeRecord | undefined = connection.read(() => madeByEffect(connection, effectKey));
      const [row] = made === undefined ? [] : rows(`where d.document = @document`, { document: made.document });
      return made === undefined || row === undefined ? undefined : { row, number: made.number, sha256: made.sha256 };
    },
  };
}

const revisionSelection = `select ${revisionColumns} from document_revisions r join documents d on d.document = r.document where d.id = @id`;

const conditions: { readonly [Field in keyof Required<DocumentFilter>]: string } = {
  text: `instr(d.searched, @text) > 0`,
  format: `d.format = @format`,
  role: `d.role = @role`,
  tag: `exists (select 1 from json_each(d.tags) where value = @tag)`,
  workflowId: `exists (select 1 from document_links where document = d.document and workflow_id = @workflowId)`,
};

function filtered({ text, ...filter }: DocumentFilter): { readonly condition: string; readonly parameters: Record<string, string> } {
  const parameters = { ...filter, ...(text === undefined ? {} : { text: text.toLowerCase() }) };
  const wanted = Object.keys(parameters) as (keyof DocumentFilter)[];
  return { condition: ['true', ...wanted.map((field) => conditions[field])].join(' and '), parameters };
}
