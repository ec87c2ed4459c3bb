import { z } from 'zod';
import { documentRoles, registeredFormats } from '../model/document-entry.ts';
import { Sha256 } from '../model/ids.ts';
import { JsonValue } from '../model/json-value.ts';
import { Instant } from './shapes.ts';

/** A document as lists show it. */
export const DocumentEntry = z.object({
  id: z.string(),
  title: z.string(),
  format: z.enum(registeredFormats),
  role: z.enum(documentRoles),
  tags: z.array(z.string()),
  workflows: z.array(z.string()).describe('Ids of workflows it was linked to'),
  version: z.int().describe('Number of its newest revision: what a save names as `expectedRevision`'),
  bytes: z.int(),
  sha256: Sha256,
  usage: z.int().describe('How often runs read it'),
  lastUsedAt: Instant.optional(),
  schema: z.string().optional().describe('Id of the document that is its JSON Schema'),
  pinnedRevision: z.int().optional().describe('The revision that is recommended'),
  lockedBy: z.string().optional().describe('Id of the run whose step is just making it: nobody else saves it until that step is over'),
  modifiedBy: z.string().describe('Who made the newest revision: `kind:id`'),
  modifiedAt: Instant,
  createdAt: Instant,
});
export type DocumentEntry = z.infer<typeof DocumentEntry>;

/** One state of a document. */
export const DocumentRevision = z.object({
  revision: z.int(),
  at: Instant,
  author: z.string().describe('`kind:id`, as the audit log has it'),
  note: z.string(),
  bytes: z.int(),
  sha256: Sha256,
  restoredFrom: z.int().optional().describe('It has the content of this revision again'),
  run: z.string().optional().describe('Id of the run that made it'),
  pinned: z.boolean().describe('It is the recommended one, and stays whatever the limit says'),
});
export type DocumentRevision = z.infer<typeof DocumentRevision>;

/** Something that does not fit, where it stands. */
export const DocumentProblem = z.object({
  line: z.int().optional().describe('From 1'),
  column: z.int().optional().describe('From 1, in UTF-16 units'),
  path: z.string().describe('JSON pointer into the value; empty for the whole, and where the text itself cannot be read'),
  message: z.string(),
  severity: z.enum(['error', 'warning']),
});
export type DocumentProblem = z.infer<typeof DocumentProblem>;

/** A document as it is after a change, and what is wrong with it all the same. */
export const SavedDocument = z.object({
  entry: DocumentEntry,
  problems: z.array(DocumentProblem).optional().describe('The first that are wrong in what was saved, such as JSON that cannot be read; absent where nothing is, and of texts above 4 MiB'),
});

/** Some lines that differ, with those around them. */
export const TextHunk = z.object({
  before: z.int().describe('First line it is about, on the old side, from 1'),
  after: z.int().describe('The same on the new side'),
  lines: z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() })),
});
export type TextHunk = z.infer<typeof TextHunk>;

/** One value that differs. */
export const StructureChange = z.object({
  path: z.string().describe('JSON pointer'),
  before: JsonValue.optional().describe('Absent where it was not there'),
  after: JsonValue.optional().describe('Absent where it is gone'),
});
export type StructureChange = z.infer<typeof StructureChange>;

export const documentId = z.string().min(1).max(300).describe('Id of the document, or its title where no other has it');
export const revisionNumber = z.int().min(1);
export const documentTitle = z.string().trim().min(1).max(200);
export const documentTags = z.array(z.string().trim().min(1).max(50)).max(50);
export const revisionNote = z.string().max(500);
export const expectedRevision = revisionNumber.describe('The newest revision you know: an answer in `conflict` names the one there is');
