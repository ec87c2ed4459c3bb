import { z } from 'zod';
import { manyBytes } from '../model/input-bytes.ts';
import { command, query } from './define-operation.ts';
import { documentId, DocumentRevision, expectedRevision, revisionNumber, SavedDocument, StructureChange, TextHunk } from './document-shapes.ts';

const Conflict = z.object({
  base: z.string(),
  mine: z.string(),
  theirs: z.string(),
  line: z.int().describe('Where its marks begin in the merged text, from 1'),
});

/** What a document was before, and what came between. */
export const docsRevisions = {
  revisions: query('docs.revisions', {
    summary: 'List the revisions of a document, the newest first',
    access: 'read',
    input: z.strictObject({ id: documentId }),
    output: z.object({ id: z.string(), items: z.array(DocumentRevision), removed: z.int().describe('Older ones that the limit of the settings removed') }),
    errors: ['not_found'],
    example: { id: '<document>' },
    positionals: ['id'],
    aliases: ['history'],
  }),
  restore: command('docs.restore', {
    summary: 'Make an earlier revision the newest again, as a new revision',
    access: 'author',
    input: z.strictObject({
      id: documentId,
      revision: revisionNumber.describe('The revision to have again'),
      expectedRevision: expectedRevision.optional(),
      override: z.boolean().default(false).describe('Have it again although it does not fit the schema there is now, or is no sound template; the audit log tells of it'),
    }),
    output: SavedDocument,
    errors: ['not_found', 'conflict', 'precondition_failed', 'input_invalid', 'definition_invalid'],
    example: { id: '<document>', revision: 1 },
    positionals: ['id', 'revision'],
  }),
  diff: query('docs.diff', {
    summary: 'Compare two revisions of a document: by lines, or JSON and YAML by their values',
    access: 'read',
    input: z.strictObject({
      id: documentId,
      from: revisionNumber.optional().describe('The older side; the revision before the newest if absent'),
      to: revisionNumber.optional().describe('The newer side; the newest if absent'),
      context: z.int().min(0).max(100).default(3).describe('Equal lines around a difference'),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('text'), from: z.int(), to: z.int(), hunks: z.array(TextHunk), shortened: z.boolean().optional().describe('There is more than is shown') }),
      z.object({ kind: z.literal('structure'), from: z.int(), to: z.int(), changes: z.array(StructureChange), shortened: z.boolean().optional().describe('There is more than is shown') }),
      z.object({ kind: z.literal('bytes'), from: z.int(), to: z.int(), equal: z.boolean() }),
    ]),
    errors: ['not_found', 'input_invalid'],
    example: { id: '<document>' },
    positionals: ['id'],
    aliases: ['compare'],
  }),
  merge: query('docs.merge', {
    mostBytes: manyBytes.texts,
    summary: 'Merge a text of yours with the newest revision, both made from an earlier one; nothing is saved',
    access: 'read',
    input: z.strictObject({
      id: documentId,
      base: revisionNumber.describe('The revision your text was made from'),
      text: z.string().max(5_000_000).describe('Your text'),
    }),
    output: z.object({
      text: z.string().describe('With both sides between marks where they conflict'),
      revision: z.int().describe('The newest: what to name as `expectedRevision`'),
      conflicts: z.array(Conflict),
    }),
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<document>', base: 1, text: '# Mine\n' },
    takesMuch: true,
    positionals: ['id'],
  }),
};
