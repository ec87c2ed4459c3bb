import { z } from 'zod';
import { Edit } from '../model/edit/edit.ts';
import { Sha256, Slug } from '../model/ids.ts';
import { manyBytes } from '../model/input-bytes.ts';
import { JsonRecord } from '../model/json-value.ts';
import { command, query, stream } from './define-operation.ts';
import { Instant } from './shapes.ts';

const id = z.string().min(1).describe('Id or slug of the workflow');
export const draftRevision = z.int().min(0).optional().describe('The revision of the draft it is meant for; another one is refused');
const steps = z.int().min(1).max(50).default(1).describe('So many saves');

/** The draft after something was done to it. */
export const DraftSaved = z.object({
  id: z.string(),
  slug: Slug,
  revision: z.int(),
  hash: Sha256.describe('Of the meaning: layout and notes are apart'),
  acts: z.array(z.string()).describe('What was done, in words'),
  definition: JsonRecord.describe('The draft as it is now'),
});
export type DraftSaved = z.infer<typeof DraftSaved>;

/** The draft as it once was. */
export const DraftSaveView = z.object({
  save: z.int().describe('Its number; larger ones are later, and what is kept under one never changes'),
  kind: z.enum(['start', 'autosave', 'edit', 'checkpoint', 'undo', 'redo', 'restore', 'merge', 'import']).describe('`start`: as the draft was before the first save that was kept; `checkpoint`: somebody wrote a note, the newest 500 are kept'),
  at: Instant,
  by: z.string(),
  act: z.string().describe('What was done, in words'),
  note: z.string().optional(),
  revision: z.int(),
  hash: Sha256,
});
export type DraftSaveView = z.infer<typeof DraftSaveView>;

/** A published version, without what it holds. */
const VersionView = z.object({
  version: z.int(),
  hash: Sha256,
  note: z.string(),
  publishedAt: Instant,
  publishedBy: z.string(),
  importedAt: Instant.optional().describe('It came out of a file: it is read, compared and restored here, and not run'),
});

/** Back or forward among the saves of a draft. */
const travel = (way: 'undo' | 'redo', summary: string) =>
  command(`workflows.${way}`, {
    summary,
    access: 'author',
    input: z.strictObject({ id, steps, revision: draftRevision, anyone: z.boolean().default(false).describe('Saves of other people, too; without this they are refused') }),
    output: DraftSaved,
    errors: ['not_found', 'precondition_failed', 'version_conflict'],
    example: { id: '<workflow>', steps: 1 },
    positionals: ['id'],
  });

/** A draft while it is worked on: single acts, the way back, and what it was like before. */
export const workflowsDrafts = {
  edit: command('workflows.edit', {
    mostBytes: manyBytes.definition,
    summary: 'Carry out edits on a draft one after another: all of them, or none',
    access: 'author',
    tool: 'free',
    input: z.strictObject({ id, edits: z.array(Edit).min(1).max(1000).meta({ format: 'document' }).describe('Such as {"kind": "rename_id", "node": "ask", "to": "write"}'), revision: draftRevision, note: z.string().max(1000).optional().describe('Keeps it as a checkpoint') }),
    output: DraftSaved,
    errors: ['not_found', 'conflict', 'definition_invalid', 'version_conflict'],
    example: { id: '<workflow>', edits: [{ kind: 'set', at: 'workflow', path: ['name'], value: 'Weekly report' }] },
    positionals: ['id'],
  }),
  undo: travel('undo', 'Take back the last saves of a draft, as a new revision'),
  redo: travel('redo', 'Do again what was taken back last'),
  checkpoint: command('workflows.checkpoint', {
    summary: 'Keep the draft as it is in the history, with a note',
    access: 'author',
    input: z.strictObject({ id, note: z.string().min(1).max(1000).describe('What it is, for the history'), revision: draftRevision }),
    output: DraftSaveView,
    errors: ['not_found', 'version_conflict'],
    example: { id: '<workflow>', note: 'Before the new review' },
    positionals: ['id', 'note'],
  }),
  history: query('workflows.history', {
    summary: 'List the published versions of a workflow, and the saves of its draft',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ id }),
    output: z.object({
      items: z.array(VersionView).describe('Published versions, the newest first'),
      purged: z.array(VersionView.omit({ importedAt: true }).extend({ purgedAt: Instant, purgedBy: z.string() })).describe('Versions that went, the newest first'),
      saves: z.array(DraftSaveView).describe('Of the draft, the newest first'),
      next: z.int().describe('The number the draft would be published under'),
      undo: z.string().optional().describe('What the next undo takes back'),
      redo: z.string().optional().describe('What the next redo does again'),
    }),
    errors: ['not_found'],
    example: { id: 'data-report' },
    positionals: ['id'],
    aliases: ['versions'],
  }),
  prune: command('workflows.prune', {
    summary: 'Remove published versions beyond the number that is kept; preview it with dryRun',
    access: 'admin',
    input: z.strictObject({
      id: id.optional().describe('Only of this workflow: its id or slug'),
      keep: z.int().min(10).max(10_000).optional().describe('So many of the newest stay, instead of the number in the retention settings'),
      dryRun: z.boolean().default(false).describe('Only say what would go'),
    }),
    output: z.object({
      dryRun: z.boolean(),
      keep: z.int(),
      items: z.array(z.object({ workflow: Slug, version: z.int(), note: z.string(), publishedAt: Instant })).describe('What went, or would go'),
      needed: z.array(z.object({ workflow: Slug, version: z.int(), because: z.enum(['run', 'called']), by: z.array(z.string()) })).describe('Older versions that stay: a run that is kept was started of them, or the workflows named call them by their number'),
    }),
    errors: ['not_found'],
    example: { dryRun: true },
    positionals: ['id'],
  }),
  recall: query('workflows.recall', {
    summary: 'Show the draft as it was at a save',
    access: 'read',
    input: z.strictObject({ id, save: z.int().min(1).describe('Number of the save') }),
    output: DraftSaveView.extend({ definition: JsonRecord }),
    errors: ['not_found'],
    example: { id: '<workflow>', save: 1 },
    positionals: ['id', 'save'],
  }),
  watch: stream('workflows.watch', {
    summary: 'Follow a draft: its revision now, again whenever somebody changes or renames it, and that it was deleted',
    access: 'read',
    input: z.strictObject({ id }),
    output: z.object({ revision: z.int(), slug: Slug, updatedAt: Instant, deleted: z.boolean().optional().describe('The workflow is gone, and nothing follows'), version: z.int().optional().describe('The published version'), by: z.string().optional().describe('Who saved it last, or deleted it, where that is known'), act: z.string().optional() }),
    errors: ['not_found'],
    example: { id: 'data-report' },
    positionals: ['id'],
  }),
};
