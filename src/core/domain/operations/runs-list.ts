import { z } from 'zod';
import { Actor } from '../model/actor.ts';
import { RunStatus } from '../model/run.ts';
import { query } from './define-operation.ts';
import { After, Instant, Limit, page, RunSummary } from './shapes.ts';

/** Which runs are asked for, and how much of them is told. */
export const RunsWanted = z.strictObject({
  workflow: z.string().optional().describe('Only runs of this workflow'),
  status: RunStatus.optional().describe('Only runs in this state'),
  statuses: z.array(RunStatus).optional().describe('Only runs in one of these states'),
  startedFrom: Instant.optional().describe('Only runs that started then or later'),
  startedBefore: Instant.optional().describe('Only runs that started before'),
  search: z.string().max(200).optional().describe('Only runs whose id, or whose workflow’s name or slug, holds this'),
  ids: z.array(z.string()).max(100).optional().describe('Only these runs'),
  startedBy: Actor.shape.kind.optional().describe('Only runs started by such a one'),
  draft: z.boolean().optional().describe('Only runs of a draft; with false, only those of a published version'),
  needsPerson: z.boolean().default(false).describe('Only runs that stand still until somebody acts: an incident, a card, an approval, a choice'),
  microsFrom: z.int().min(0).optional().describe('Only runs whose model calls cost this many millionths of a US dollar or more'),
  usage: z.boolean().default(false).describe('Say of each what its model calls used'),
  order: z.enum(['newest', 'oldest']).default('newest').describe('Which come first, by the time they started'),
  limit: Limit,
  after: After,
});

/** Beside the rest of its area, for it is asked most: see `operations-of.ts`. */
export const runsList = {
  list: query('runs.list', {
    summary: 'List runs, newest first, or those that fit',
    access: 'read',
    tool: 'free',
    input: RunsWanted,
    output: page(RunSummary),
    errors: ['not_found'],
    example: { limit: 10 },
    aliases: ['ls'],
  }),
};
