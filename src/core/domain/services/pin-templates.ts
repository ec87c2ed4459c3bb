import { compileTemplate } from '../catalogue/document-templates/compile-template.ts';
import { DocumentId } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import type { Sha256 } from '../model/ids.ts';
import { isJsonObject, type JsonObject } from '../model/json.ts';
import type { TakenReference, TemplateReference } from '../model/template-reference.ts';
import type { BlobWrite } from '../ports/blob-store.ts';
import { type FoundTemplate, readTemplate, type ReadTemplateDeps } from './read-template.ts';
import { templateUses, withTemplates } from './template-uses.ts';

/** A definition that names the texts of its templates by address, and these texts. */
export interface WithTemplates {
  readonly definition: JsonObject;
  readonly templates: readonly BlobWrite[];
}

/**
 * The definition with the texts its document templates have now, by their addresses: whatever becomes of them later, a run of
 * it that keeps these texts makes its documents from them. Undefined for one without templates. Throws `not_found` for a
 * template or a revision that is not there, `definition_invalid` for one that is not sound.
 */
export async function pinTemplates(deps: ReadTemplateDeps, definition: JsonObject): Promise<WithTemplates | undefined> {
  const pins = new Map<string, TemplateReference>();
  const texts = new Map<Sha256, BlobWrite>();
  for (const one of [definition, ...calledBy(definition)]) {
    for (const { node, template } of templateUses(one)) {
      const key = keyOf(template);
      if (!pins.has(key)) pins.set(key, await pinned({ ...deps, texts }, node, template));
    }
  }
  if (pins.size === 0) return undefined;
  const withPins = (one: JsonObject): JsonObject => withTemplates(one, ({ template }) => pins.get(keyOf(template)));
  const called = isJsonObject(definition['called']) ? Object.fromEntries(Object.entries(definition['called']).map(([slug, one]) => [slug, isJsonObject(one) ? withPins(one) : one])) : undefined;
  return { definition: { ...withPins(definition), ...(called === undefined ? {} : { called }) }, templates: [...texts.values()] };
}

function keyOf({ id, revision }: TemplateReference): string {
  return JSON.stringify([id, revision]);
}

function calledBy({ called }: JsonObject): readonly JsonObject[] {
  return isJsonObject(called) ? Object.values(called).filter(isJsonObject) : [];
}

interface Pinning extends ReadTemplateDeps {
  readonly texts: Map<Sha256, BlobWrite>;
}

async function pinned(deps: Pinning, node: string, { id, revision }: TemplateReference): Promise<TemplateReference> {
  const found = await readAt(deps, node, { id, revision });
  // What is shipped lies in no registry; what lies there is taken byte by byte.
  deps.texts.set(found.sha256, textBlob(found.sha256, found.row === undefined ? new TextEncoder().encode(found.text) : await deps.data.blobs.read(found.sha256)));
  const taken: [string, TakenReference][] = [];
  for (const one of compileTemplate(found).documents) {
    const document = await takenDocument(deps, found, one);
    deps.texts.set(document.sha256, textBlob(document.sha256, await deps.data.blobs.read(document.sha256)));
    taken.push([one.id, document]);
  }
  return { id, revision: found.revision, format: found.format, sha256: found.sha256, ...(taken.length === 0 ? {} : { documents: Object.fromEntries(taken) }) };
}

function textBlob(sha256: Sha256, bytes: Uint8Array): BlobWrite {
  return { sha256, mediaType: 'text/plain; charset=utf-8', bytes };
}

/** Whoever starts the run hears which node asks for what is not there. */
async function readAt(deps: ReadTemplateDeps, node: string, wanted: { readonly id: string; readonly revision?: number | undefined }): Promise<FoundTemplate> {
  try {
    return await readTemplate(deps, wanted);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new AppError(error.code, `The node "${node}" makes a document from a template: ${error.message}`, { ...(error.next === undefined ? {} : { next: error.next }), data: { ...error.data, node }, cause: error });
  }
}

/** A document that a template takes in, at the revision it names, else the recommended one, else the newest. */
export async function takenDocument({ data }: ReadTemplateDeps, { title }: Pick<FoundTemplate, 'title'>, { id, revision }: { readonly id: string; readonly revision?: number }): Promise<TakenReference> {
  const known = DocumentId.safeParse(id);
  const row = known.success ? await data.documents.get(known.data) : undefined;
  if (row === undefined) throw new AppError('not_found', `The template "${title}" takes in a document "${id}", which is not there.`, { next: '`aiwm docs list` shows the documents there are.', data: { document: id } });
  if (row.format !== 'md' && row.format !== 'txt') throw new AppError('definition_invalid', `The template "${title}" takes in "${row.title}", which is ${row.format}.`, { next: 'Take in documents of Markdown or plain text.', data: { document: id } });
  const wanted = revision ?? row.pinnedRevision ?? row.newest.number;
  const found = wanted === row.newest.number ? row.newest : await data.documents.revision(row.id, wanted);
  if (found === undefined) throw new AppError('not_found', `The document "${row.title}" has no revision ${wanted}.`, { next: `\`aiwm docs revisions ${row.id}\` shows those it has.`, data: { document: id, revision: wanted } });
  return { revision: found.number, format: row.format, sha256: found.sha256 };
}
