import { DocumentId, formatFacts, isTextFormat, type RegisteredFormat } from '../model/document-entry.ts';
import type { Actor } from '../model/actor.ts';
import { AppError } from '../model/errors.ts';
import type { WorkflowId } from '../model/ids.ts';
import type { Json } from '../model/json.ts';
import { nearest } from '../model/nearest-word.ts';
import { sha256Hex } from '../model/sha256.ts';
import type { BlobWrite } from '../ports/blob-store.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { DocumentChange, DocumentRevisionRow, DocumentRow, EffectRevision, MadeByEffect, NewDocument, NewRevision } from '../ports/document-repository.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import type { Ids } from '../ports/ids.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import { checkOfSchema } from './check-of-schema.ts';
import type { DocumentWork } from './conversion/document-work.ts';
import type { DocumentLocks } from './document-locks.ts';
import { namedRevisions } from './document-uses.ts';
import { demandFit } from './document-fit.ts';
import { textFormatOf } from './document-problems.ts';
import { findWorkflow } from './lookups.ts';

export interface DocumentRegistryDeps {
  readonly data: Pick<WorkflowDataPort, 'documents' | 'blobs' | 'workflows'>;
  readonly locks: DocumentLocks;
  readonly config: Pick<ConfigPort, 'get'>;
  readonly formatters: FormatterSet;
  readonly work: Pick<DocumentWork, 'check'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Ids;
}

/** Who makes a revision, and under which rules. */
export interface Writing extends Pick<NewRevision, 'note' | 'restoredFrom'> {
  readonly author: Actor;
  /** Keep it although it does not fit its schema, or is no sound template. */
  readonly override: boolean;
}

export type RegisteredDocument = Omit<NewDocument, 'id' | 'createdAt'>;

/** What of a document is to change; links may be slugs, and the schema a title. */
export interface RegisteredChange extends Omit<DocumentChange, 'workflows' | 'schema'> {
  readonly workflows?: readonly string[];
  readonly schema?: string | null;
}

/** Documents by id or title, with the rules every way to change one keeps. */
export interface DocumentRegistry {
  /** `not_found` where nobody has the id or title, `input_invalid` where several have the title. */
  find(idOrTitle: string): Promise<DocumentRow>;
  revision(row: DocumentRow, number?: number): Promise<DocumentRevisionRow>;
  content(revision: Pick<DocumentRevisionRow, 'sha256'>): Promise<Uint8Array>;
  /** What the schema of the document says, as far as it has one. */
  schemaOf(row: Pick<DocumentRow, 'schema'>): Promise<{ readonly schema: Json; readonly title: string } | undefined>;
  create(document: RegisteredDocument, bytes: Uint8Array, writing: Writing): Promise<DocumentRow>;
  /** A stale `expected` is a `conflict`, a document that a run is making `precondition_failed`, one that does not fit its schema `input_invalid`, a template that is not sound `definition_invalid`. */
  save(row: DocumentRow, saved: { readonly expected: number; readonly bytes: Uint8Array }, writing: Writing): Promise<DocumentRow>;
  /** What an effect of a run makes, once: of a document there is, or a new one, which is a `conflict` where another has its title by now. */
  make(into: DocumentRow | RegisteredDocument, bytes: Uint8Array, writing: Writing & Pick<EffectRevision, 'madeBy'>): Promise<MadeByEffect>;
  update(row: DocumentRow, change: RegisteredChange): Promise<DocumentRow>;
  workflowsNamed(names: readonly string[]): Promise<readonly WorkflowId[]>;
  /** Whoever is making it just now stands in its way. */
  demandUnlocked(row: DocumentRow): Promise<void>;
}

export function createDocumentRegistry(deps: DocumentRegistryDeps): DocumentRegistry {
  const { data, clock, ids, locks } = deps;
  const { documents } = data;
  const fit = { work: deps.work, schemaOf: (row: Pick<DocumentRow, 'schema'>) => registry.schemaOf(row) };
  const newDocument = (document: RegisteredDocument): NewDocument => ({ ...document, id: DocumentId.parse(ids.next()), createdAt: clock.now() });
  const registry: DocumentRegistry = {
    find: (idOrTitle) => findDocument(deps, idOrTitle),
    async revision(row, number = row.newest.number) {
      const found = number === row.newest.number ? row.newest : await documents.revision(row.id, number);
      if (found === undefined) throw new AppError('not_found', `"${row.title}" has no revision ${number}.`, { next: `\`aiwm docs revisions ${row.id}\` shows those it has.`, data: { id: row.id, revision: number } });
      return found;
    },
    content: ({ sha256 }) => data.blobs.read(sha256),
    async schemaOf({ schema }) {
      const row = schema === undefined ? undefined : await documents.get(schema);
      return row === undefined ? undefined : { schema: await readSchema(deps, row), title: row.title };
    },
    async create(document, bytes, writing) {
      await demandFit(fit, { document, bytes, override: writing.override });
      return documents.create(newDocument(document), newRevision(document, bytes, { at: clock.now(), ...writing }));
    },
    async save(row, { expected, bytes }, writing) {
      await registry.demandUnlocked(row);
      await demandFit(fit, { document: row, bytes, override: writing.override });
      return documents.save({ id: row.id, expected, ...(await kept(deps, row)), ...newRevision(row, bytes, { at: clock.now(), ...writing }) });
    },
    async make(into, bytes, writing) {
      await demandFit(fit, { document: into, bytes, override: writing.override });
      const isThere = 'newest' in into;
      const revision = { ...newRevision(into, bytes, { at: clock.now(), ...writing }), madeBy: writing.madeBy };
      return documents.make(isThere ? into.id : newDocument(into), { ...revision, ...(isThere ? await kept(deps, into) : { keep: 1 }) });
    },
    async update(row, { workflows, schema, ...change }) {
      const linked = workflows === undefined ? {} : { workflows: await registry.workflowsNamed(workflows) };
      const checked = schema === undefined ? {} : { schema: schema === null ? null : (await schemaNamed(registry, deps, schema)).id };
      return documents.update(row.id, { ...change, ...linked, ...checked }, clock.now());
    },
    workflowsNamed: async (names) => Promise.all(names.map(async (name) => (await findWorkflow(data, name)).id)),
    async demandUnlocked(row) {
      const run = (await locks([row])).get(row.id);
      if (run !== undefined) throw lockedBy(row, run);
    },
  };
  return registry;
}

/** How many revisions stay, and which ones however old they are. */
async function kept({ data, config }: DocumentRegistryDeps, row: DocumentRow): Promise<{ readonly keep: number; readonly spared: readonly number[] }> {
  const keep = (await config.get('retention')).value.documentRevisions;
  // Asked only where some would go: it looks through all workflows.
  return { keep, spared: row.newest.number - row.removedRevisions < keep ? [] : await namedRevisions(data, row) };
}

async function findDocument({ data: { documents } }: Pick<DocumentRegistryDeps, 'data'>, idOrTitle: string): Promise<DocumentRow> {
  const id = DocumentId.safeParse(idOrTitle);
  const known = id.success ? await documents.get(id.data) : undefined;
  if (known !== undefined) return known;
  const [row, ...others] = await documents.named(idOrTitle);
  if (row !== undefined && others.length === 0) return row;
  if (row !== undefined) throw new AppError('input_invalid', `${others.length + 1} documents are called "${idOrTitle}".`, { next: `Name one by its id: ${[row, ...others].map((one) => one.id).join(', ')}.`, data: { title: idOrTitle, ids: [row, ...others].map((one) => one.id) } });
  const meant = nearest(idOrTitle, (await documents.list({ limit: 500 })).map(({ title }) => title));
  throw new AppError('not_found', `There is no document "${idOrTitle}".`, {
    next: `${meant === undefined ? '' : `Did you mean "${meant}"? `}\`aiwm docs list\` shows the documents there are.`,
    data: { id: idOrTitle, ...(meant === undefined ? {} : { meant }) },
  });
}

/** A document that others may be checked by: a JSON Schema in JSON or YAML. */
export async function schemaNamed(registry: Pick<DocumentRegistry, 'find'>, deps: Pick<DocumentRegistryDeps, 'data' | 'formatters'>, name: string): Promise<DocumentRow> {
  if (name.trimStart().startsWith('{')) throw new AppError('input_invalid', 'A schema is named by the id or the title of a document; this is the text of one.', { next: 'Keep it as a document of its own (`aiwm docs import <file>`), and name that with --schema.', data: { field: 'schema' } });
  const row = await registry.find(name);
  checkOfSchema(await readSchema(deps, row), `"${row.title}"`);
  return row;
}

async function readSchema({ data, formatters }: Pick<DocumentRegistryDeps, 'data' | 'formatters'>, row: DocumentRow): Promise<Json> {
  const format = textFormatOf(row.format);
  if (format !== 'json' && format !== 'yaml') throw new AppError('input_invalid', `"${row.title}" is ${row.format}; a JSON Schema is JSON or YAML.`, { next: 'Name a document of one of these.', data: { id: row.id, format: row.format } });
  return (await formatters.get(format)).parse(await data.blobs.read(row.newest.sha256));
}

function lockedBy({ id, title }: DocumentRow, run: string): AppError {
  return new AppError('precondition_failed', `"${title}" is locked by run ${run}: a step of it is just making it.`, {
    next: `Wait until the step is over, or stop the run: \`aiwm runs get ${run}\` shows where it is.`,
    data: { reason: 'locked', id, lockedBy: run },
  });
}

function newRevision({ format }: { readonly format: RegisteredFormat }, bytes: Uint8Array, writing: Writing & { readonly at: number }): NewRevision {
  const { override: _, ...made } = writing;
  const content: BlobWrite = { sha256: sha256Hex(bytes), mediaType: isTextFormat(format) ? `${formatFacts[format].mediaType}; charset=utf-8` : formatFacts[format].mediaType, bytes };
  return { ...made, content };
}
