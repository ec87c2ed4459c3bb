import { z } from 'zod';
import { documentRoles, registeredFormats } from '../model/document-entry.ts';
import { manyBytes } from '../model/input-bytes.ts';
import { command, query, stream } from './define-operation.ts';
import { docsFiles } from './docs-files.ts';
import { docsRevisions } from './docs-revisions.ts';
import { DocumentEntry, documentId, documentTags, documentTitle, expectedRevision, revisionNote, revisionNumber, SavedDocument } from './document-shapes.ts';
import { Limit } from './shapes.ts';
import { Finding } from './workflows.ts';

const text = z.string().max(34_000_000).optional().describe('The text');
const content = z.base64().max(45_000_000).optional().describe('The bytes, base64, instead of a text; `docs import` takes a file as it is');
const override = z.boolean().default(false).describe('Save it although it does not fit its schema, or is no sound template; the audit log tells of it');
const schema = z.string().min(1).max(300).describe('Id or title of the document that is its JSON Schema');
const links = z.array(z.string().min(1)).max(100).describe('Workflows it belongs to, by id or slug');
const role = z.enum(documentRoles);
const format = z.enum(registeredFormats);
const note = revisionNote.default('').describe('What changed, for the list of revisions');
const Saved = SavedDocument;
const revision = revisionNumber.optional().describe('This revision; the newest if absent');
const refused = ['not_found', 'conflict', 'precondition_failed', 'input_invalid', 'definition_invalid'] as const;

const DocumentUse = z.object({
  workflowId: z.string(),
  title: z.string(),
  slug: z.string(),
  how: z.array(z.enum(['linked', 'draft', 'published'])).describe('Linked by a person, or named by the draft or by the published version'),
  nodes: z.array(z.string()).describe('Ids of nodes that name it'),
  pinned: z.int().optional().describe('The revision they name'),
  stale: z.boolean().describe('They name an older revision than the newest, or it changed after the version was published'),
  problems: z.array(Finding).describe('What `workflows verify` says of the draft'),
});
export type DocumentUse = z.infer<typeof DocumentUse>;

/** How far an export is: what will come, each file when it is written, and the end. */
const ExportStep = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('begin'), directory: z.string(), total: z.int() }),
  z.object({ kind: z.literal('file'), id: z.string(), title: z.string(), revision: z.int(), path: z.string(), bytes: z.int(), done: z.int() }),
  z.object({ kind: z.literal('end'), total: z.int(), bytes: z.int() }),
]);
export type ExportStep = z.infer<typeof ExportStep>;

/** Documents people and runs keep, with their revisions. */
export const docs = {
  list: query('docs.list', {
    summary: 'List documents, the last changed first',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      text: z.string().max(200).optional().describe('Only titles and tags holding this text'),
      format: format.optional().describe('Only this format'),
      tag: z.string().max(50).optional().describe('Only documents with this tag'),
      workflow: z.string().min(1).optional().describe('Only documents linked to this workflow'),
      role: role.optional().describe('Only documents, or only templates'),
      limit: Limit,
      cursor: z.string().optional().describe('Continue after this item (the `next` of the page before)'),
    }),
    output: z.object({ items: z.array(DocumentEntry), next: z.string().optional(), total: z.int().describe('On all pages') }),
    errors: ['not_found'],
    example: {},
    aliases: ['ls'],
  }),
  get: query('docs.get', {
    summary: 'Give a document with its text; `read` gives the bytes of any',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ id: documentId, revision }),
    output: z.object({
      entry: DocumentEntry,
      revision: z.int().describe('The one given'),
      text: z.string().optional().describe('Of a text format, up to 4 MiB'),
      downloadOnly: z.boolean().describe('It has no text to open here'),
    }),
    errors: ['not_found', 'integrity'],
    example: { id: '<document>' },
    positionals: ['id'],
    aliases: ['info'],
  }),
  read: stream('docs.read', {
    isDownload: true,
    summary: 'Give the bytes of a document piece by piece',
    access: 'read',
    input: z.strictObject({ id: documentId, revision }),
    output: z.object({ offset: z.int(), bytes: z.int().describe('Of the whole'), content: z.base64(), end: z.boolean().describe('Whether this is the last piece') }),
    errors: ['not_found', 'integrity'],
    example: { id: '<document>' },
    positionals: ['id'],
    aliases: ['download'],
  }),
  create: command('docs.create', {
    mostBytes: manyBytes.file,
    summary: 'Put a new document into the registry',
    access: 'author',
    subject: ['output.entry.id', 'input.title'],
    input: z.strictObject({
      title: documentTitle.describe('What it is called'),
      format: format.describe('What it is written in'),
      text,
      content,
      role: role.default('document').describe('A template is what documents are made from'),
      tags: documentTags.default([]).describe('Words to find it by'),
      workflows: links.default([]),
      schema: schema.optional(),
      note,
      override,
    }),
    output: Saved,
    errors: ['not_found', 'input_invalid', 'definition_invalid'],
    example: { title: 'Greeting', format: 'md', text: '# Hello\n' },
    positionals: ['title'],
    aliases: ['add', 'new'],
  }),
  save: command('docs.save', {
    mostBytes: manyBytes.file,
    summary: 'Save a new revision of a document that nobody changed since the one you know',
    access: 'author',
    input: z.strictObject({ id: documentId, expectedRevision, text, content, note, override }),
    output: Saved,
    errors: refused,
    example: { id: '<document>', expectedRevision: 1, text: '# Hello again\n' },
    positionals: ['id'],
  }),
  update: command('docs.update', {
    summary: 'Change what is known of a document; what is not said stays',
    access: 'author',
    input: z.strictObject({
      id: documentId,
      title: documentTitle.optional().describe('A new title'),
      tags: documentTags.optional().describe('Words to find it by, all of them'),
      workflows: links.optional(),
      schema: schema.nullable().optional().describe('The document that is its JSON Schema; empty for none'),
      pinnedRevision: revisionNumber.nullable().optional().describe('The revision to recommend'),
    }),
    output: Saved,
    errors: ['not_found', 'input_invalid'],
    example: { id: '<document>', tags: ['greeting'] },
    positionals: ['id'],
    aliases: ['set'],
  }),
  remove: command('docs.remove', {
    summary: 'Remove a document with its revisions, unless something still uses it',
    access: 'author',
    input: z.strictObject({ id: documentId, reassignTo: documentId.optional().describe('Let drafts and documents that use it use this one instead') }),
    output: z.object({ id: z.string(), title: z.string(), removed: z.boolean().describe('False while a published version still names it: publish the changed drafts, then remove it'), reassigned: z.array(z.string()).describe('Slugs of workflows whose drafts were changed') }),
    errors: refused,
    example: { id: '<document>' },
    positionals: ['id'],
    aliases: ['delete', 'rm'],
    takesAway: 'the document {id} with all its revisions',
  }),
  duplicate: command('docs.duplicate', {
    summary: 'Copy the newest revision of a document into a new one, whose history begins with it',
    access: 'author',
    input: z.strictObject({ id: documentId, title: documentTitle.optional().describe('Of the copy; the old one and “(copy)” if absent'), override }),
    output: Saved,
    errors: ['not_found', 'input_invalid', 'definition_invalid'],
    example: { id: '<document>' },
    positionals: ['id'],
    aliases: ['copy'],
  }),
  import: command('docs.import', {
    summary: 'Take a file into the registry, as a new document or as a new revision of one',
    access: 'author',
    subject: ['input.id', 'output.entry.id', 'input.file'],
    input: z.strictObject({
      file: z.string().min(1).meta({ format: 'path' }).describe('The file, in an allowed directory'),
      id: documentId.optional().describe('The document to renew; a new one if absent'),
      expectedRevision: expectedRevision.optional(),
      title: documentTitle.optional().describe('Of a new one; the name of the file if absent'),
      format: format.optional().describe('As the file’s name says if absent'),
      role: role.default('document').describe('A template is what documents are made from'),
      tags: documentTags.default([]).describe('Words to find a new one by'),
      workflows: links.default([]),
      schema: schema.optional(),
      note,
      override,
    }),
    output: Saved,
    errors: [...refused, 'path_denied'],
    example: { file: '<textfile>' },
    positionals: ['file'],
  }),
  export: stream('docs.export', {
    isDownload: true,
    summary: 'Write documents as files into an allowed directory, and tell of each',
    access: 'operate',
    subject: ['input.ids', 'input.directory'],
    audited: true,
    input: z.strictObject({
      ids: z.array(documentId).min(1).max(1000).optional().describe('These documents'),
      all: z.boolean().default(false).describe('Every document'),
      format: format.optional().describe('Only those of this format'),
      revision: revisionNumber.optional().describe('This revision of the one document that is named'),
      directory: z.string().min(1).meta({ format: 'path' }).describe('Where to, inside an allowed directory'),
      overwrite: z.boolean().default(false).describe('Replace files that are there'),
    }),
    output: ExportStep,
    errors: ['not_found', 'conflict', 'path_denied', 'precondition_failed'],
    example: { ids: ['<document>'], directory: '<directory>' },
  }),
  ...docsRevisions,
  ...docsFiles,
  revalidate: query('docs.revalidate', {
    summary: 'Verify the workflows that use a document, and say which know an older state of it',
    access: 'read',
    input: z.strictObject({ id: documentId }),
    output: z.object({ id: z.string(), version: z.int(), dependants: z.array(DocumentUse) }),
    errors: ['not_found'],
    example: { id: '<document>' },
    positionals: ['id'],
    aliases: ['dependants'],
  }),
};
