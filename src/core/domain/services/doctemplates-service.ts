import { compileTemplate } from '../catalogue/document-templates/compile-template.ts';
import { renderDocument } from '../catalogue/document-templates/render-template.ts';
import { stockTemplateText } from '../catalogue/document-templates/stock/stock-templates.ts';
import { encodeBase64 } from '../model/base64.ts';
import { DocumentId } from '../model/document-entry.ts';
import type { TemplateFormat } from '../model/document-template.ts';
import { AppError } from '../model/errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { normalJson } from '../model/normal-json.ts';
import { slugFromName } from '../model/slug.ts';
import type { DocumentBuilderSet } from '../ports/document-builder.ts';
import type { DocumentFilter, DocumentRow } from '../ports/document-repository.ts';
import type { AreaService } from './area-service.ts';
import { attachTemplate, type AttachTemplateDeps } from './attach-template.ts';
import type { DocumentRegistry } from './document-registry.ts';
import { findTemplate } from './find-template.ts';
import { missingValues, withMissing } from './missing-values.ts';
import { takenDocument } from './pin-templates.ts';
import { type FoundTemplate, templateOf } from './read-template.ts';
import { removeDocument, type RemoveDocumentDeps } from './remove-document.ts';
import { dependantsOf, stockFound, templateDependants, templateSummary, templateView } from './template-view.ts';

type TemplatesService = AreaService<'doctemplates'>;

export interface DocTemplatesServiceDeps extends AttachTemplateDeps, RemoveDocumentDeps {
  readonly data: AttachTemplateDeps['data'] & RemoveDocumentDeps['data'];
  readonly registry: DocumentRegistry;
  readonly builders: DocumentBuilderSet;
}

/** The library of document templates: those that are shipped, and those of the registry. */
export function createDocTemplatesService(deps: DocTemplatesServiceDeps): TemplatesService {
  const { data, registry } = deps;
  const view = async (found: FoundTemplate) => templateView(found, await dependantsOf(data, found.id));
  return {
    list: (input) => listTemplates(deps, input),
    get: async ({ id, revision }) => view(await findTemplate(deps, id, revision)),
    async create({ title, format, text, from, tags }, { actor }) {
      if ((text === undefined) === (from === undefined)) throw new AppError('input_invalid', 'A template is made from a text or from one that is shipped, one of the two.', { next: 'Give `text` or `from`.', data: { fields: [{ path: 'text', message: 'give this or from' }] } });
      const source = { format: from === undefined ? format : ('template' as const), text: text ?? stockTemplateText(from ?? 'report') };
      return view(await newest(deps, await registry.create({ title, format: source.format, role: 'template', tags, workflows: [] }, new TextEncoder().encode(source.text), { author: actor, note: '', override: false })));
    },
    async save({ id, text, expectedRevision, note, override }, { actor }) {
      const row = await ownTemplate(deps, id);
      return view(await newest(deps, await registry.save(row, { expected: expectedRevision, bytes: new TextEncoder().encode(text) }, { author: actor, note, override })));
    },
    async remove({ id, reassignTo }, { actor }) {
      const row = await ownTemplate(deps, id);
      const to = reassignTo === undefined ? undefined : await ownTemplate(deps, reassignTo);
      const { removed, reassigned } = await removeDocument(deps, { id: row.id, ...(to === undefined ? {} : { reassignTo: to.id }) }, actor);
      return { id: row.id, removed, reassigned };
    },
    async duplicate({ id, title, override }, { actor }) {
      const found = await findTemplate(deps, id);
      const copy = { title: title ?? (await freeTitle(deps, found.title)), format: found.format, role: 'template' as const, tags: [...(found.row?.tags ?? [])], workflows: [] };
      return view(await newest(deps, await registry.create(copy, new TextEncoder().encode(found.text), { author: actor, note: '', override })));
    },
    preview: (input, { signal }) => preview(deps, input, signal),
    attach: async (input, { actor }) => attachTemplate(deps, { ...input, id: (await findTemplate(deps, input.id)).id }, actor),
    dependants: async ({ id }) => ({ items: [...(await dependantsOf(data, (await findTemplate(deps, id)).id))] }),
  };
}

async function ownTemplate(deps: DocTemplatesServiceDeps, id: string): Promise<DocumentRow> {
  const { row } = await findTemplate(deps, id);
  if (row !== undefined) return row;
  throw new AppError('conflict', `"${id}" is shipped with the program and stays as it is.`, { next: `Make one of your own from it: \`aiwm docs templates duplicate ${id}\`.`, data: { template: id } });
}

function newest(deps: DocTemplatesServiceDeps, row: DocumentRow): Promise<FoundTemplate> {
  return templateOf(deps, row, row.newest.number);
}

async function freeTitle({ data: { documents } }: DocTemplatesServiceDeps, title: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const wanted = number === 1 ? title : `${title} ${number}`;
    if ((await documents.named(wanted)).length === 0) return wanted;
  }
}

type ListInput = Parameters<TemplatesService['list']>[0];

/** Those of the registry, the last changed first, and behind them those that are shipped. */
async function listTemplates(deps: DocTemplatesServiceDeps, { text, tag, format, limit, after }: ListInput) {
  const filter: DocumentFilter = { role: 'template', ...(text === undefined ? {} : { text }), ...(tag === undefined ? {} : { tag }), ...(format === undefined ? {} : { format }) };
  const rows = await deps.data.documents.list({ ...filter, ...(after === undefined ? {} : { after: DocumentId.parse(after) }), limit: limit + 1 });
  const uses = await templateDependants(deps.data);
  const own = await Promise.all(rows.slice(0, limit).filter(({ format: one }) => one === 'md' || one === 'html' || one === 'template').map((row) => newest(deps, row)));
  const isWanted = ({ title, format: one }: FoundTemplate): boolean => tag === undefined && (format === undefined || one === format) && title.toLowerCase().includes((text ?? '').toLowerCase());
  const shipped = rows.length > limit ? [] : (await stockFound(deps)).filter(isWanted);
  const next = rows.length > limit ? rows[limit - 1]?.id : undefined;
  return { items: [...own, ...shipped].map((found) => templateSummary(found, uses.get(found.id) ?? [])), ...(next === undefined ? {} : { next }) };
}

type PreviewInput = Parameters<TemplatesService['preview']>[0];

async function preview(deps: DocTemplatesServiceDeps, { id, revision, text, input, to, title }: PreviewInput, signal: AbortSignal) {
  const found = await findTemplate(deps, id, revision);
  const source = { format: found.format, text: text ?? found.text };
  const compiled = compileTemplate(source);
  const documents = await Promise.all(compiled.documents.map(async (one) => {
    const { format, sha256 } = await takenDocument(deps, found, one);
    return [one.id, { format, text: new TextDecoder().decode(await deps.data.blobs.read(sha256)) }] as const;
  }));
  const inputs = Object.keys(input).length > 0 ? input : sampleOf(source);
  const document = filledIn(compiled, { inputs, documents: new Map(documents), title: title ?? (source.format === 'template' ? undefined : found.title) });
  const builder = await deps.builders.get(to);
  const { bytes, mediaType, facts } = await builder.build(document, signal);
  return { name: `${slugFromName(document.title || found.title)}.${builder.extension}`, mediaType, bytes: bytes.length, content: encodeBase64(bytes), facts: normalJson(facts) as JsonObject };
}

function filledIn(...[compiled, given]: Parameters<typeof renderDocument>): ReturnType<typeof renderDocument> {
  try {
    return renderDocument(compiled, given);
  } catch (error) {
    throw withMissing(error, missingValues(compiled.references, given.inputs));
  }
}

/** The values a composite template brings for a preview. */
function sampleOf({ format, text }: { readonly format: TemplateFormat; readonly text: string }): JsonObject {
  const sample = format === 'template' ? (JSON.parse(text) as Json) : null;
  const values = isJsonObject(sample) ? sample['sample'] : undefined;
  return isJsonObject(values) ? values : {};
}
