/* Longer than others for the shapes that its operations share; what concerns drafts and scopes stands in files of its own. */
import { z } from 'zod';
import { longestAct, mostWritesAsked } from '../model/draft-limits.ts';
import { FindingData } from '../model/finding-data.ts';
import { NewSlug, Sha256, Slug } from '../model/ids.ts';
import { manyBytes } from '../model/input-bytes.ts';
import { templateNames } from '../model/starting-templates.ts';
import { JsonRecord, JsonValue } from '../model/json-value.ts';
import { command, query, stream } from './define-operation.ts';
import { Instant } from './shapes.ts';
import { draftRevision, workflowsDrafts } from './workflows-drafts.ts';
import { workflowsNames } from './workflows-names.ts';
import { workflowsScope } from './workflows-scope.ts';

const id = z.string().min(1).describe('Id or slug of the workflow');

export const WorkflowSummary = z.object({
  id: z.string(),
  slug: Slug,
  name: z.string(),
  description: z.string(),
  status: z.enum(['draft', 'published', 'changed']).describe('`changed`: published, and the draft differs'),
  version: z.int().optional().describe('The published version'),
  tags: z.array(z.string()).optional().describe('Of the draft'),
  deprecated: z.boolean().optional().describe('Others shall not begin with it any more'),
  formerSlugs: z.array(Slug).optional().describe('Names it had that go on leading to it, the last one first'),
  origin: z.string(),
  revision: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  lastRun: z.object({ id: z.string(), status: z.string(), startedAt: Instant }).optional(),
});
export type WorkflowSummary = z.infer<typeof WorkflowSummary>;

const Wanted = z.strictObject({
  status: z.enum(['draft', 'published', 'changed']).optional().describe('Only workflows in this state'),
  search: z.string().max(200).optional().describe('Only names, slugs and descriptions holding this text; `#weekly` finds a tag'),
});

const Attachment = z.object({ name: z.string(), sha256: Sha256, bytes: z.int(), mediaType: z.string() });

/** Others shall not begin with it any more. */
const Deprecated = z.object({ note: z.string().optional(), successor: z.string().optional().describe('What takes its place: the slug of a workflow that is here, or a template') });

export const WorkflowView = WorkflowSummary.extend({
  madeFrom: z
    .object({ kind: z.enum(['workflow', 'template']), name: z.string().describe('Its slug, or the name of the template'), title: z.string().optional(), version: z.int().optional(), deprecated: Deprecated.optional() })
    .optional()
    .describe('What it was made from, where that is still here; `deprecated`: it should follow the successor'),
  slugFollows: z.boolean().optional().describe('Nobody chose its slug: it follows the name until the workflow is first published, run or called'),
  definition: JsonRecord.describe('The published version if asked for, else the draft'),
  hash: Sha256.describe('Of the meaning: layout and notes are apart'),
  mock: Attachment.optional().describe('Script of the mock model'),
  files: z.array(Attachment),
});
export type WorkflowView = z.infer<typeof WorkflowView>;

/** One thing `verify` found; `where` is a path of ids such as `nodes.ask.actions.say` or `transitions.t3`. */
export const Finding = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  where: z.string(),
  message: z.string(),
  fix: z.string().optional(),
  data: FindingData.optional().describe('What `message` and `fix` say in words, for programs'),
  trace: z.array(z.object({ at: z.int(), input: JsonRecord })).optional().describe('What to tell a run, and when, so that it shows the fault'),
});
export type Finding = z.infer<typeof Finding>;

const reference = (what: string) => z.string().min(1).optional().describe(`${what}: id or slug, with \`@3\` for a version or \`@draft\``);

const WriteName = z.string().min(1).max(100);

const importPath = z.string().min(1).meta({ format: 'path' }).optional().describe('A folder or ZIP with workflow.json, or a JSON file, on the host');
const importContent = z.base64().max(12_000_000).optional().describe('The ZIP or JSON itself, instead of a path');

const importFile = z.string().min(1).max(255).optional().describe('What the file with the content is called, for what is said of it');

const importSlug = NewSlug.optional().describe('Name on the command line; taken from the workflow file, the folder or the definition if absent');
const importName = z.string().min(1).max(200).optional().describe('Display name instead of the one in the file; the name on the command line follows it');

/** One difference of two definitions; `text` says it in words. */
export const DefinitionChangeView = z.object({
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  noun: z.string().describe('`node`, `transition`, `action`, `validator`, `variable`, `card`, …'),
  id: z.string(),
  where: z.string().describe('Path of ids; empty for the workflow itself'),
  field: z.string().optional().describe('Of a change: the field, by its path'),
  before: JsonValue.optional().describe('Absent where it was not there'),
  after: JsonValue.optional().describe('Absent where it is gone'),
  text: z.string(),
});
export type DefinitionChangeView = z.infer<typeof DefinitionChangeView>;

/** The workflow area: drafts, versions, import and publishing. */
export const workflows = {
  list: query('workflows.list', {
    summary: 'List workflows, the last changed first',
    access: 'read',
    tool: 'free',
    input: Wanted,
    output: z.object({ items: z.array(WorkflowSummary) }),
    example: {},
    aliases: ['ls'],
  }),
  watchlist: stream('workflows.watchlist', {
    summary: 'Follow the list of workflows: as it is now, and again whenever it changes',
    access: 'read',
    input: Wanted,
    output: z.object({ items: z.array(WorkflowSummary) }),
    example: {},
  }),
  get: query('workflows.get', {
    summary: 'Show one workflow with its definition',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      id,
      version: z.int().min(1).optional().describe('This published version instead of the draft'),
      wrote: z.array(WriteName).max(mostWritesAsked).optional().describe('Names of writes that got no answer: which of them arrived?'),
    }),
    output: WorkflowView.extend({ wrote: z.array(WriteName).optional().describe('Those that arrived, in that order; of each writer the last 10 are known, for 90 days') }),
    errors: ['not_found'],
    example: { id: 'data-report' },
    positionals: ['id'],
    aliases: ['show', 'view'],
  }),
  create: command('workflows.create', {
    mostBytes: manyBytes.definition,
    summary: 'Create a draft: empty, from a template with steps, or from a definition',
    access: 'author',
    tool: 'free',
    input: z.strictObject({
      name: z.string().min(1).max(200).describe('Display name'),
      slug: NewSlug.optional().describe('Name on the command line; made from the display name if absent'),
      description: z.string().max(4000).optional().describe('What it is for'),
      template: z.enum(templateNames).optional().describe('`blank`: start and end; `ask`: a model is asked; `review`: what a model wrote is approved by a person; `batch`: each item of a list'),
      add: z.array(z.string().min(1).max(60)).max(50).optional().describe('A type of node, such as decision or workStep: put before the end, in this order'),
      force: z.boolean().default(false).describe('Take the place of the draft of a workflow of that name; its versions and runs stay'),
      definition: JsonRecord.meta({ format: 'document' }).optional().describe('A definition in format aiwm.workflow/1'),
    }),
    output: WorkflowView,
    errors: ['definition_invalid', 'conflict'],
    example: { name: 'Weekly report' },
    positionals: ['name'],
    asks: ['name', 'description', 'template'],
  }),
  update: command('workflows.update', {
    mostBytes: manyBytes.definition,
    summary: 'Replace the draft of a workflow',
    access: 'author',
    input: z.strictObject({
      id,
      definition: JsonRecord.meta({ format: 'document', description: 'The whole new definition' }),
      revision: z.int().min(0).describe('The revision it was read at; a newer one is refused'),
      act: z.string().max(longestAct).optional().describe('What was done, in words, for the history'),
      note: z.string().max(1000).optional().describe('Keeps it as a checkpoint, with this note'),
      write: WriteName.optional().describe('A name for this very write, such as `<who writes>.7`: given again with the same content, it is answered as the first time and not carried out twice; with another it is refused; saves of one writer that follow each other are one in the history'),
    }),
    output: WorkflowView,
    errors: ['not_found', 'definition_invalid', 'conflict', 'version_conflict'],
    example: { id: '<workflow>', definition: { format: 'aiwm.workflow/1', name: 'Weekly report', root: { id: 'root', nodes: [] } }, revision: 1 },
    positionals: ['id'],
    aliases: ['save'],
  }),
  duplicate: command('workflows.duplicate', {
    summary: 'Make a workflow of its own from the draft of another; history, versions, tests and runs stay behind',
    access: 'author',
    input: z.strictObject({
      id: id.describe('Id or slug of the workflow, with `@3`, `@published` or `@draft` if need be'),
      name: z.string().min(1).max(200).describe('Display name of the copy'),
      slug: NewSlug.optional().describe('Name on the command line; made from the display name if absent'),
      description: z.string().max(4000).optional().describe('The same as of the other if absent'),
      tags: z.array(z.string().min(1).max(60)).max(20).optional().describe('A tag; the same as of the other if absent'),
    }),
    output: z.object({ workflow: WorkflowView, review: z.array(Finding).describe('What to look at in the copy: documents it shares with the other, and what is not here') }),
    errors: ['not_found', 'not_published', 'conflict'],
    example: { id: 'data-report', name: 'Weekly report' },
    positionals: ['id', 'name'],
    aliases: ['copy'],
  }),
  delete: command('workflows.delete', {
    summary: 'Delete a workflow with its versions; its runs stay',
    access: 'author',
    input: z.strictObject({ id, withTests: z.boolean().default(false).describe('Its tests go as well; without this a workflow that has tests stays') }),
    output: z.object({ id: z.string(), slug: Slug, tests: z.array(z.string()).describe('Names of the tests that went') }),
    errors: ['not_found', 'conflict'],
    example: { id: '<workflow>' },
    positionals: ['id'],
    aliases: ['remove', 'rm'],
  }),
  import: command('workflows.import', {
    mostBytes: manyBytes.definition,
    summary: 'Import a workflow from a folder, a ZIP or a JSON file, as a draft or published',
    access: 'author',
    subject: ['output.workflow.id', 'input.path'],
    input: z.strictObject({
      path: importPath,
      content: importContent,
      file: importFile,
      slug: importSlug,
      name: importName,
      versions: z.boolean().default(true).describe('Keep the published versions a workflow file brings along: to be read, compared and restored, not to be run; a workflow whose place is taken gets none'),
      publish: z.boolean().default(false).describe('Verify and publish it at once'),
      replace: z.boolean().default(false).describe('Take the place of the draft of a workflow of that name, with its files; its versions and runs stay'),
    }),
    output: z.object({
      workflow: WorkflowView,
      findings: z.array(Finding),
      versions: z.array(z.int()).describe('Of the file, that are in its history now'),
      left: z.array(z.int()).describe('Versions of the file that stayed behind'),
    }),
    errors: ['not_found', 'path_denied', 'definition_invalid', 'conflict', 'verify_failed'],
    example: { path: '<file>' },
    positionals: ['path'],
  }),
  inspect: query('workflows.inspect', {
    mostBytes: manyBytes.definition,
    summary: 'Say what an import would bring, what is wrong with it and what it needs that is not here; nothing is written',
    access: 'author',
    takesMuch: true,
    input: z.strictObject({ path: importPath, content: importContent, file: importFile, slug: importSlug, name: importName }),
    output: z.object({
      name: z.string(),
      freeName: z.string().describe('The same, or a name near it that no workflow here has'),
      slug: Slug.describe('What it would be called'),
      hash: Sha256,
      nodes: z.int(),
      transitions: z.int(),
      files: z.array(z.string()),
      versions: z.array(z.object({ version: z.int(), note: z.string(), publishedAt: Instant, publishedBy: z.string() })).describe('Published versions it brings along, the newest first; none of them is run'),
      replaces: z.string().optional().describe('Id of the workflow of that name that is here already'),
      isSame: z.boolean().optional().describe('Of that one: whether its draft means the same'),
      missing: z.array(Finding).describe('Connectors, documents, templates, directories and workflows it needs that are not here'),
      findings: z.array(Finding).describe('What else is wrong'),
    }),
    errors: ['not_found', 'path_denied', 'definition_invalid'],
    example: { path: '<file>' },
    positionals: ['path'],
  }),
  export: query('workflows.export', {
    summary: 'Give the definition as a file: JSON alone or with all that tells what it is, a Mermaid diagram or an XState machine',
    access: 'read',
    input: z.strictObject({
      id: id.describe('Id or slug of the workflow, with `@3`, `@published` or `@draft` if need be'),
      version: z.int().min(1).optional().describe('This published version instead of the draft'),
      format: z.enum(['json', 'file', 'mermaid', 'xstate']).default('json').describe('`json` and `file` can be imported again: the definition alone, or with its metadata and a checksum; the others are for reading and for other tools'),
      withHistory: z.boolean().default(false).describe('Of a `file`: with every published version'),
    }),
    output: z.object({
      definition: JsonRecord,
      hash: Sha256,
      status: z.enum(['draft', 'published']),
      format: z.enum(['json', 'file', 'mermaid', 'xstate']),
      text: z.string().describe('What stands in the file'),
      leftOut: z.array(z.string()).describe('Names of what travels with the definition and stands in no such file: the script of the mock model, and files beside it'),
    }),
    errors: ['not_found', 'not_published'],
    example: { id: 'data-report' },
    positionals: ['id'],
  }),
  diff: query('workflows.diff', {
    mostBytes: manyBytes.texts,
    summary: 'Say what differs between two definitions: published and draft, two versions, two workflows or two files',
    access: 'read',
    takesMuch: true,
    input: z.strictObject({
      from: reference('The earlier one'),
      to: reference('The later one'),
      fromDefinition: JsonRecord.optional().describe('A definition instead of `from`'),
      toDefinition: JsonRecord.optional().describe('A definition instead of `to`'),
    }),
    output: z.object({
      from: z.string().describe('What was compared, in words'),
      to: z.string(),
      same: z.boolean().describe('Whether they mean the same; layout and notes are apart'),
      changes: z.array(DefinitionChangeView),
    }),
    errors: ['not_found', 'definition_invalid', 'not_published'],
    example: { from: 'data-report' },
    positionals: ['from', 'to'],
  }),
  merge: command('workflows.merge', {
    mostBytes: manyBytes.texts,
    summary: 'Merge other changes into a draft, or say where they conflict with its own',
    access: 'author',
    writesWith: 'input.save',
    input: z.strictObject({
      id: id.describe('Id or slug of the workflow whose draft is one side'),
      theirs: reference('The other side'),
      theirDefinition: JsonRecord.optional().describe('A definition instead of `theirs`'),
      base: reference('What both sides come from; the published version if absent'),
      baseDefinition: JsonRecord.optional().describe('A definition instead of `base`'),
      save: z.boolean().default(false).describe('Write the result to the draft'),
      revision: z.int().min(0).optional().describe('The revision of the draft it is meant for; another one is refused'),
    }),
    output: z.object({
      slug: Slug,
      definition: JsonRecord.describe('The merged definition'),
      hash: Sha256,
      saved: z.boolean(),
      revision: z.int().describe('Of the draft now'),
      changes: z.array(DefinitionChangeView).describe('What it brings to the draft'),
    }),
    errors: ['not_found', 'definition_invalid', 'not_published', 'conflict', 'version_conflict'],
    example: { id: 'data-report', theirs: 'data-report@1' },
    positionals: ['id', 'theirs'],
  }),
  verify: query('workflows.verify', {
    mostBytes: manyBytes.definition,
    summary: 'Check the draft, and say what is wrong where',
    access: 'read',
    tool: 'free',
    takesMuch: true,
    input: z.strictObject({ id, definition: JsonRecord.meta({ format: 'document' }).optional().describe('As it stands on a screen, instead of the draft; nothing is written'), revision: draftRevision }),
    output: z.object({ findings: z.array(Finding), publishable: z.boolean(), notAnalysed: z.array(z.string()).describe('What was not looked at') }),
    errors: ['not_found', 'definition_invalid', 'version_conflict'],
    example: { id: 'data-report' },
    positionals: ['id'],
    aliases: ['validate'],
  }),
  publish: command('workflows.publish', {
    summary: 'Make the draft the next immutable version',
    access: 'author',
    tool: 'asked',
    input: z.strictObject({
      id,
      note: z.string().max(1000).default('').describe('What changed, for the history'),
      revision: z.int().min(0).optional().describe('The revision of the draft that was looked at; another one is refused'),
    }),
    output: z.object({ id: z.string(), slug: Slug, version: z.int(), hash: Sha256, findings: z.array(Finding) }),
    errors: ['not_found', 'verify_failed', 'version_conflict', 'conflict'],
    example: { id: '<workflow>', note: 'First version' },
    positionals: ['id'],
  }),
  restore: command('workflows.restore', {
    summary: 'Make an earlier version or save the draft again, as a new revision',
    access: 'author',
    input: z.strictObject({ id, version: z.int().min(1).optional().describe('A published version'), save: z.int().min(1).optional().describe('A save of the draft, instead of a version'), revision: draftRevision, write: WriteName.optional().describe('A name for this very write, as `update` takes one: given again for the same, it is answered as the first time and not carried out twice') }),
    output: WorkflowView.extend({ acts: z.array(z.string()).describe('What was done, in words') }),
    errors: ['not_found', 'conflict', 'version_conflict'],
    example: { id: 'data-report', version: 1 },
    positionals: ['id'],
  }),
  ...workflowsNames,
  ...workflowsDrafts,
  ...workflowsScope,
};
