import { decodeBase64 } from '../model/base64.ts';
import type { CallContext } from '../model/caller.ts';
import { DocumentId, isTextFormat, longestOpenedText, type RegisteredFormat } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import type { DocumentFilter } from '../ports/document-repository.ts';
import type { AreaService } from './area-service.ts';
import type { DocumentLocks } from './document-locks.ts';
import { schemaNamed } from './document-registry.ts';
import { documentEntry, revisionView } from './document-view.ts';
import { type DocumentsAsFilesDeps, documentsAsFiles } from './documents-as-files.ts';
import { documentsCompared } from './documents-compared.ts';
import { savedView } from './saved-document.ts';
import { type RemoveDocumentDeps, removeDocument, revalidated } from './remove-document.ts';
import { textOfBytes } from './text-of-bytes.ts';

export interface DocsServiceDeps extends DocumentsAsFilesDeps, RemoveDocumentDeps {
  readonly data: DocumentsAsFilesDeps['data'] & RemoveDocumentDeps['data'];
  readonly locks: DocumentLocks;
}

/** Documents people and runs keep, with their revisions. What is checked or converted, whether kept or not, is another part of the area. */
export function createDocsService(deps: DocsServiceDeps): Omit<AreaService<'docs'>, 'validate' | 'convert'> {
  const { registry, data, locks } = deps;
  return {
    ...documentsAsFiles(deps),
    ...documentsCompared(deps),
    list: (input) => listDocuments(deps, input),
    async get({ id, revision }) {
      const row = await registry.find(id);
      const found = await registry.revision(row, revision);
      const isOpened = isTextFormat(row.format) && found.bytes <= longestOpenedText;
      const text = isOpened ? textOfBytes(await registry.content(found)) : undefined;
      const entry = documentEntry(row, (await locks([row])).get(row.id));
      return { entry, revision: found.number, downloadOnly: text === undefined, ...present({ text }) };
    },
    async create({ title, format, text, content, role, tags, workflows, schema, note, override }, { actor }) {
      const links = { workflows: await registry.workflowsNamed(workflows), schema: schema === undefined ? undefined : (await schemaNamed(registry, deps, schema)).id };
      return savedView(deps, await registry.create(present({ title, format, role, tags, ...links }), givenBytes({ text, content }, format), { author: actor, note, override }));
    },
    async save({ id, expectedRevision, text, content, note, override }, { actor }) {
      const row = await registry.find(id);
      return savedView(deps, await registry.save(row, { expected: expectedRevision, bytes: givenBytes({ text, content }, row.format) }, { author: actor, note, override }));
    },
    update: async ({ id, ...change }) => ({ entry: documentEntry(await registry.update(await registry.find(id), present(change))) }),
    remove: (input, { actor }) => removeDocument(deps, input, actor),
    duplicate: (input, call) => duplicate(deps, input, call),
    async revisions({ id }) {
      const row = await registry.find(id);
      return { id: row.id, items: (await data.documents.revisions(row.id)).map((one) => revisionView(one, row.pinnedRevision)), removed: row.removedRevisions };
    },
    async restore({ id, revision, expectedRevision, override }, { actor }) {
      const row = await registry.find(id);
      const earlier = await registry.revision(row, revision);
      const bytes = await registry.content(earlier);
      return savedView(deps, await registry.save(row, { expected: expectedRevision ?? row.newest.number, bytes }, { author: actor, note: '', restoredFrom: earlier.number, override }));
    },
    revalidate: ({ id }) => revalidated(deps, id),
  };
}

type ListInput = Parameters<AreaService<'docs'>['list']>[0];

async function listDocuments({ registry, data, locks }: DocsServiceDeps, { workflow, limit, cursor, ...asked }: ListInput) {
  const after = cursor === undefined ? undefined : DocumentId.safeParse(cursor);
  if (after?.success === false) throw new AppError('input_invalid', `"${cursor ?? ''}" continues no list.`, { next: 'Pass the `next` of the page before.', data: { field: 'cursor' } });
  const [workflowId] = workflow === undefined ? [] : await registry.workflowsNamed([workflow]);
  const filter: DocumentFilter = present({ ...asked, workflowId });
  // One more than is asked for tells whether there are more.
  const found = await data.documents.list({ ...filter, limit: limit + 1, ...(after === undefined ? {} : { after: after.data }) });
  const rows = found.slice(0, limit);
  const locked = await locks(rows);
  const items = rows.map((row) => documentEntry(row, locked.get(row.id)));
  return { items, total: await data.documents.count(filter), ...present({ next: found.length > limit ? rows.at(-1)?.id : undefined }) };
}

type DuplicateInput = Parameters<AreaService<'docs'>['duplicate']>[0];

async function duplicate(deps: DocsServiceDeps, { id, title, override }: DuplicateInput, { actor }: CallContext) {
  const { registry } = deps;
  const { format, role, tags, workflows, schema, newest, ...row } = await registry.find(id);
  const bytes = await registry.content(newest);
  const copy = present({ title: title ?? `${row.title.slice(0, 190)} (copy)`, format, role, tags, workflows, schema });
  return savedView(deps, await registry.create(copy, bytes, { author: actor, note: `copy of "${row.title}", revision ${String(newest.number)}`, override }));
}

/** A text, or bytes: one of the two. */
function givenBytes({ text, content }: { readonly text: string | undefined; readonly content: string | undefined }, format: RegisteredFormat): Uint8Array {
  if ((text === undefined) === (content === undefined)) {
    throw new AppError('input_invalid', text === undefined ? 'There is no content to save.' : 'A document is given as a text or as bytes, one of the two.', { next: 'Give `text`, or `content` as base64.', data: { field: 'text' } });
  }
  if (content !== undefined) return decodeBase64(content);
  if (!isTextFormat(format)) throw new AppError('input_invalid', `A ${format} document is no text.`, { next: 'Give its bytes as `content`, base64, or import the file.', data: { field: 'text', format } });
  return new TextEncoder().encode(text);
}
