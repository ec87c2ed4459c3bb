import { z } from 'zod';
import { JsonRecord } from '../model/json-value.ts';
import { doors } from '../model/caller.ts';
import { query, stream } from './define-operation.ts';
import { After, Instant, Limit, page } from './shapes.ts';

const filters = {
  actor: z.string().min(1).optional().describe('Only what this actor did, such as user:local or token:ci'),
  operation: z.string().min(1).optional().describe('Only this operation, such as runs.start, or an area, such as runs'),
  door: z.enum(doors).optional().describe('Only what came in by this door'),
  outcome: z.string().min(1).optional().describe('Only this outcome: ok, failed, or an error code'),
  target: z.string().min(1).optional().describe('Only what was done to this thing, by its id or name'),
  correlation: z.string().min(1).optional().describe('Only the command with this correlation id'),
  since: z.string().min(1).optional().describe('Only from then on: an instant, a day, or how long ago, such as 15m or 2h'),
  until: z.string().min(1).optional().describe('Only before then: an instant, a day, or how long ago'),
};

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/u, 'Use the 64 characters of a SHA-256');

export const AuditItem = z.object({
  id: z.int(),
  at: Instant,
  actor: z.string().describe('Kind and id; of a token its own id'),
  door: z.string(),
  operation: z.string(),
  target: z.string().optional(),
  outcome: z.string().describe('`ok` or an error code'),
  reason: z.string().optional().describe('Why, where somebody said so'),
  correlationId: z.string(),
  input: JsonRecord,
  hash: Sha256.describe('Of this row and the hash before it'),
});
export type AuditItem = z.infer<typeof AuditItem>;

const Head = z.object({ count: z.int(), id: z.int(), hash: Sha256 });

/** Who did what. */
export const audit = {
  list: query('audit.list', {
    summary: 'List commands that were given, newest first',
    access: 'admin',
    input: z.strictObject({ ...filters, limit: Limit, after: After }),
    output: page(AuditItem),
    example: { limit: 5 },
    aliases: ['ls'],
  }),
  tail: stream('audit.tail', {
    summary: 'Follow the audit log: its last rows, then each as it is written',
    access: 'admin',
    input: z.strictObject({ ...filters, rows: z.int().min(0).max(1000).default(10).describe('So many of the last rows first') }),
    output: AuditItem,
    example: { rows: 5 },
    aliases: ['follow', 'watch'],
  }),
  verify: query('audit.verify', {
    summary: 'Check that no row of the audit log was altered, removed or put in',
    access: 'admin',
    input: z.strictObject({
      id: z.int().min(1).optional().describe('A row whose hash you noted down earlier'),
      hash: Sha256.optional().describe('That hash: it must still stand there'),
    }),
    output: z.object({
      intact: z.boolean(),
      rows: z.int(),
      head: Head.optional().describe('The last row; note it down elsewhere to check against it later'),
      fault: z
        .object({ kind: z.enum(['altered', 'removed', 'inserted', 'cut', 'rewritten']), id: z.int().describe('The first row it concerns'), message: z.string() })
        .optional(),
    }),
    example: {},
    aliases: ['check'],
  }),
  export: query('audit.export', {
    summary: 'Give the audit log with its chain, as JSON lines or CSV',
    access: 'admin',
    input: z.strictObject({ ...filters, format: z.enum(['jsonl', 'csv']).default('jsonl') }),
    output: z.object({ name: z.string(), mediaType: z.string(), rows: z.int(), text: z.string() }),
    example: { format: 'jsonl' },
  }),
};
