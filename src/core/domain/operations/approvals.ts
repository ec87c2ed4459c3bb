import { z } from 'zod';
import { JsonValue } from '../model/json-value.ts';
import { command, query } from './define-operation.ts';
import { After, IdempotencyKey, Instant, Limit } from './shapes.ts';

const id = z.string().min(1).describe('Id of the approval; the id of its run where only one is open');

/** What people are asked to approve: with what, until when, and what was answered. */
export const Approval = z.object({
  id: z.string(),
  runId: z.string(),
  workflow: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  visit: z.string(),
  nodeId: z.string(),
  transition: z.string(),
  validator: z.string(),
  title: z.string(),
  text: z.string(),
  requests: z.array(z.object({ action: z.string(), type: z.string(), config: JsonValue, hash: z.string() })).describe('Actions that are executed exactly like this once it is approved'),
  hash: z.string().describe('An answer names it, so that it stands for what was seen'),
  quorum: z.int(),
  principals: z.array(z.string()).optional().describe('Who may answer; everybody where it is absent'),
  mayNot: z.array(z.string()).optional().describe('Of an open one: who started its run or has answered, and may therefore not'),
  isPossible: z.boolean().optional().describe('Of an open one: whether those who are known can still be enough'),
  state: z.enum(['open', 'approved', 'rejected', 'expired', 'withdrawn']),
  requestedAt: Instant,
  expiresAt: Instant.optional(),
  closedAt: Instant.optional(),
  votes: z.array(z.object({ by: z.string(), decision: z.enum(['approve', 'reject']), comment: z.string().optional(), at: Instant })),
});
export type Approval = z.infer<typeof Approval>;

/** What waits for somebody's approval. */
export const approvals = {
  list: query('approvals.list', {
    summary: 'List approvals, with what is to be approved',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      state: z.enum(['open', 'approved', 'rejected', 'expired', 'withdrawn']).default('open').describe('Approvals in this state'),
      run: z.string().optional().describe('Only approvals of this run'),
      limit: Limit,
      after: After,
    }),
    output: z.object({ items: z.array(Approval), next: z.string().optional() }),
    errors: ['not_found'],
    example: {},
    aliases: ['ls', 'pending'],
  }),
  decide: command('approvals.decide', {
    summary: 'Approve or reject; enough approvals let the run go on, one rejection does not',
    access: 'operate',
    tool: 'asked',
    input: z.strictObject({
      id,
      decision: z.enum(['approve', 'reject']).describe('What to answer'),
      hash: z.string().min(1).optional().describe('What was seen; needed where actions are approved with their configs'),
      comment: z.string().max(5000).optional().describe('Why'),
      key: IdempotencyKey,
    }),
    output: z.object({ id: z.string(), runId: z.string(), seq: z.int(), state: z.enum(['open', 'approved', 'rejected', 'expired', 'withdrawn']) }),
    errors: ['not_found', 'already_answered', 'precondition_failed', 'access_denied'],
    example: { id: '<run>', decision: 'approve' },
    positionals: ['id', 'decision'],
    aliases: ['answer'],
  }),
};
