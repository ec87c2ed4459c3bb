import { z } from 'zod';
import { documentFormats, paperOrientations, paperSizes } from '../model/document.ts';
import { stockTemplateNames, templateFormats } from '../model/document-template.ts';
import { LocalId } from '../model/ids.ts';
import { JsonRecord } from '../model/json-value.ts';
import { command, query } from './define-operation.ts';
import { After, Instant, Limit, page } from './shapes.ts';

const id = z.string().min(1).max(200).describe('Id or title of the template; `stock:` with the name of one that is shipped');
const ownId = z.string().min(1).max(200).describe('Id or title of the template');
const revision = z.int().min(1);
const templateText = z.string().max(1024 * 1024);

/** A workflow that names a template: where, and in which of its definitions. */
const Dependant = z.object({
  workflow: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  version: z.int().optional().describe('The published version; absent for the draft'),
  nodes: z.array(z.string()).describe('Ids of the nodes that use it'),
  revision: revision.optional().describe('The revision it keeps to; absent where it takes the newest'),
});
export type TemplateDependant = z.infer<typeof Dependant>;

const TemplateSummary = z.object({
  id: z.string(),
  title: z.string(),
  format: z.enum(templateFormats).describe('`template`: composed of sections, as JSON'),
  tags: z.array(z.string()),
  revision: revision.describe('The newest'),
  bytes: z.int(),
  isStock: z.boolean().describe('Shipped with the program: duplicate it to change it'),
  modifiedAt: Instant.optional(),
  dependants: z.array(Dependant),
});
export type TemplateSummary = z.infer<typeof TemplateSummary>;

const TemplateProblem = z.object({ where: z.string().describe('The section, such as `body[2].table.columns[0].value`'), message: z.string(), next: z.string().optional() });
export type TemplateProblem = z.infer<typeof TemplateProblem>;

const TemplateView = TemplateSummary.extend({
  shown: revision.describe('The revision whose text this is'),
  text: z.string(),
  inputs: z.array(z.string()).describe('What it reads of the values it is given: `inputs.customer`'),
  page: z.object({ size: z.enum(paperSizes), orientation: z.enum(paperOrientations) }).describe('What its pages are in paged formats'),
  problems: z.array(TemplateProblem),
});
export type TemplateView = z.infer<typeof TemplateView>;

/** Templates of documents: the library, and who uses what of it. */
export const doctemplates = {
  list: query('doctemplates.list', {
    summary: 'List document templates with the workflows that use them',
    access: 'read',
    input: z.strictObject({
      text: z.string().max(200).optional().describe('Only titles that hold this text'),
      tag: z.string().max(100).optional().describe('Only templates with this tag'),
      format: z.enum(templateFormats).optional().describe('Only templates of this format'),
      limit: Limit,
      after: After,
    }),
    output: page(TemplateSummary),
    example: {},
    aliases: ['ls'],
  }),
  get: query('doctemplates.get', {
    summary: 'Show a template: its text, what it reads and what is wrong with it',
    access: 'read',
    input: z.strictObject({ id, revision: revision.optional().describe('This revision instead of the newest') }),
    output: TemplateView,
    errors: ['not_found'],
    example: { id: 'stock:report' },
    positionals: ['id'],
    aliases: ['show'],
  }),
  create: command('doctemplates.create', {
    summary: 'Create a template from a text or from one that is shipped',
    access: 'author',
    input: z.strictObject({
      title: z.string().min(1).max(300),
      format: z.enum(templateFormats).default('template').describe('`template` is composed of sections, as JSON; the others are texts with {{ }}'),
      text: templateText.optional().describe('What stands in it'),
      from: z.enum(stockTemplateNames).optional().describe('One that is shipped, instead of a text'),
      tags: z.array(z.string().min(1).max(100)).max(50).default([]),
    }),
    output: TemplateView,
    errors: ['conflict', 'definition_invalid'],
    example: { title: 'Weekly report', from: 'report' },
    positionals: ['title'],
  }),
  save: command('doctemplates.save', {
    summary: 'Save a new revision of a template, and say which workflows it concerns',
    access: 'author',
    input: z.strictObject({
      id: ownId,
      text: templateText.describe('The whole new text'),
      expectedRevision: revision.describe('The revision it was read at; a newer one is refused'),
      note: z.string().max(1000).default('').describe('What changed, for the history'),
      override: z.boolean().default(false).describe('Save it although it has problems'),
    }),
    output: TemplateView,
    errors: ['not_found', 'conflict', 'definition_invalid'],
    example: { id: '<template>', text: '# {{ inputs.title }}', expectedRevision: 1 },
    positionals: ['id'],
  }),
  remove: command('doctemplates.remove', {
    summary: 'Remove a template that no draft uses, or let another one take its place',
    access: 'author',
    input: z.strictObject({ id: ownId, reassignTo: ownId.optional().describe('The template that drafts use from now on') }),
    output: z.object({
      id: z.string(),
      removed: z.boolean().describe('False where a published version still names it: it goes when that is published anew'),
      reassigned: z.array(z.string()).describe('Slugs of the workflows whose drafts were changed'),
    }),
    errors: ['not_found', 'conflict', 'version_conflict'],
    example: { id: '<template>' },
    positionals: ['id'],
    aliases: ['rm', 'delete'],
    takesAway: 'the template {id} with all its revisions',
  }),
  duplicate: command('doctemplates.duplicate', {
    summary: 'Make a template of one’s own from another, with a history of its own',
    access: 'author',
    input: z.strictObject({ id, title: z.string().min(1).max(300).optional().describe('Of the new one'), override: z.boolean().default(false).describe('Copy it although it has problems') }),
    output: TemplateView,
    errors: ['not_found', 'conflict', 'definition_invalid'],
    example: { id: 'stock:letter', title: 'Our letter' },
    positionals: ['id'],
    aliases: ['copy'],
  }),
  preview: query('doctemplates.preview', {
    summary: 'Make a document from a template and sample values, without a run',
    access: 'read',
    takesMuch: true,
    input: z.strictObject({
      id,
      revision: revision.optional().describe('This revision instead of the newest'),
      text: templateText.optional().describe('This text instead of the saved one'),
      input: JsonRecord.default({}).describe('The values it reads as `inputs`; without any, those of its own sample'),
      to: z.enum(documentFormats).default('html').describe('Format of the document'),
      title: z.string().max(300).optional().describe('Title, where the template leaves it open'),
    }),
    output: z.object({
      name: z.string().describe('A name for the file'),
      mediaType: z.string(),
      bytes: z.int(),
      content: z.base64().describe('The file'),
      facts: JsonRecord.describe('Such as pages, charts, and what was left out'),
    }),
    errors: ['not_found', 'definition_invalid'],
    example: { id: 'stock:letter', to: 'markdown' },
    positionals: ['id'],
  }),
  attach: command('doctemplates.attach', {
    summary: 'Let a node make its document from a template, in the draft of its workflow',
    access: 'author',
    input: z.strictObject({
      id,
      workflow: z.string().min(1).describe('Id or slug of the workflow'),
      node: LocalId.describe('The node'),
      action: LocalId.optional().describe('Its action that makes the document; without one the first, or a new one at its entry'),
      revision: revision.optional().describe('Keep to this revision'),
      input: JsonRecord.default({}).describe('What the template reads, as it stands in configs: {"customer": "{{ vars.customer }}"}'),
      draftRevision: z.int().min(0).optional().describe('The revision the draft was read at; a newer one is refused'),
    }),
    output: z.object({ workflow: z.string(), node: z.string(), action: z.string(), draftRevision: z.int(), missing: z.array(z.string()).describe('Values the template reads and the action does not give') }),
    errors: ['not_found', 'conflict', 'definition_invalid', 'version_conflict'],
    example: { id: 'stock:report', workflow: 'data-report', node: 'write' },
    positionals: ['id', 'workflow', 'node'],
  }),
  dependants: query('doctemplates.dependants', {
    summary: 'List the drafts and published versions that use a template',
    access: 'read',
    input: z.strictObject({ id }),
    output: z.object({ items: z.array(Dependant) }),
    errors: ['not_found'],
    example: { id: 'stock:report' },
    positionals: ['id'],
  }),
};
