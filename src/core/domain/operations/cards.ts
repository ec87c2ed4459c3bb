import { z } from 'zod';
import { Card } from '../model/card.ts';
import { JsonRecord } from '../model/json-value.ts';
import { command, query, stream } from './define-operation.ts';
import { After, IdempotencyKey, Instant, Limit } from './shapes.ts';

const id = z.string().min(1).describe('Id of the card; the id of its run where only one is open');

export const CardSummary = z.object({
  id: z.string(),
  runId: z.string(),
  workflow: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  nodeId: z.string(),
  title: z.string(),
  state: z.enum(['open', 'submitted', 'expired', 'withdrawn']),
  requestedAt: Instant,
  expiresAt: Instant.optional(),
  answeredAt: Instant.optional(),
  answeredBy: z.string().optional(),
  closedAt: Instant.optional().describe('When it expired or was withdrawn'),
  otherwise: z.object({ nodeId: z.string(), name: z.string(), asks: z.boolean().describe('Somebody is asked there') }).optional().describe('Where the run goes when nobody answers until it expires'),
  follows: z.string().optional().describe('The card nobody answered in time, in whose place this one is asked'),
});
export type CardSummary = z.infer<typeof CardSummary>;

export const CardMoment = z.object({
  at: Instant,
  what: z.enum(['asked', 'opened', 'refused', 'submitted', 'expired', 'withdrawn']),
  by: z.string().optional(),
  problems: z.record(z.string(), z.string()).optional().describe('Of an answer that was not taken: what was wrong, by field key'),
});
export type CardMoment = z.infer<typeof CardMoment>;

export const CardView = CardSummary.extend({
  card: Card,
  values: JsonRecord.optional(),
  step: z.object({ number: z.int(), of: z.int().optional() }).optional().describe('Which card of its run it is; of how many, where that is known'),
  history: z.array(CardMoment).describe('What happened to it, the first first: who had it open, which answers were not taken, how it ended'),
});
export type CardView = z.infer<typeof CardView>;

/** What people are asked, and their answers. */
export const cards = {
  list: query('cards.list', {
    summary: 'List cards: open ones with the longest waiting first, closed ones with the last asked first',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      state: z.enum(['open', 'submitted', 'expired', 'withdrawn']).default('open').describe('Cards in this state'),
      run: z.string().optional().describe('Only cards of this run'),
      limit: Limit,
      after: After,
    }),
    output: z.object({ items: z.array(CardSummary), next: z.string().optional() }),
    example: {},
    aliases: ['ls', 'pending'],
  }),
  get: query('cards.get', {
    summary: 'Show one card with its fields',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ id }),
    output: CardView,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<card>' },
    positionals: ['id'],
    aliases: ['show'],
  }),
  open: command('cards.open', {
    summary: 'Note that one has an open card before oneself; its history tells it, once for each person',
    access: 'operate',
    input: z.strictObject({ id }),
    output: z.object({ id: z.string(), isFirst: z.boolean().describe('Whether it was noted now') }),
    errors: ['not_found', 'already_answered', 'precondition_failed'],
    example: { id: '<card>' },
    positionals: ['id'],
  }),
  check: query('cards.check', {
    summary: 'Say what an answer would meet: parts that are not shown, and fields that are not right',
    access: 'operate',
    tool: 'free',
    takesMuch: true,
    input: z.strictObject({ id, values: JsonRecord.default({}).describe('Values by field key, as far as they are known') }),
    output: z.object({
      hidden: z.array(z.string()).describe('Keys of parts whose condition does not hold'),
      problems: z.record(z.string(), z.string()).describe('What is wrong, by field key; empty when the answer would be taken'),
    }),
    errors: ['not_found', 'already_answered', 'precondition_failed'],
    example: { id: '<card>', values: { decision: 'approved' } },
    positionals: ['id'],
  }),
  submit: command('cards.submit', {
    summary: 'Answer a card; the run goes on',
    access: 'operate',
    tool: 'free',
    input: z.strictObject({
      id,
      values: JsonRecord.default({}).describe('Values by field key'),
      key: IdempotencyKey,
    }),
    output: z.object({ id: z.string(), runId: z.string(), seq: z.int() }),
    errors: ['not_found', 'already_answered', 'precondition_failed'],
    example: { id: '<card>', values: { decision: 'approved' } },
    positionals: ['id'],
    aliases: ['answer'],
  }),
  watch: stream('cards.watch', {
    summary: 'Follow the inbox: how many cards are open and the first of them, now and again whenever a card comes or goes',
    access: 'read',
    input: z.strictObject({ limit: Limit }),
    output: z.object({ open: z.int().describe('How many are open, over all runs'), items: z.array(CardSummary).describe('Those that wait the longest'), change: z.int().describe('How often it was told since one follows') }),
    example: {},
  }),
};
