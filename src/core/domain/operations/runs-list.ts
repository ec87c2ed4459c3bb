import { z } from 'zod';
import { RunStatus } from '../model/run.ts';
import { query } from './define-operation.ts';
import { After, Instant, Limit, page, RunSummary } from './shapes.ts';

/** Beside the rest of its area, for it is asked most: see `operations-of.ts`. */
export const runsList = {
  list: query('runs.list', {
    summary: 'List runs, newest first',
    access: 'read',
    input: z.strictObject({
      workflow: z.string().optional().describe('Only runs of this workflow'),
      status: RunStatus.optional().describe('Only runs in this state'),
      statuses: z.array(RunStatus).optional().describe('Only runs in one of these states'),
      startedFrom: Instant.optional().describe('Only runs that started then or later'),
      startedBefore: Instant.optional().describe('Only runs that started before'),
      search: z.string().max(36).optional().describe('Only runs whose id begins so'),
      limit: Limit,
      after: After,
    }),
    output: page(RunSummary),
    errors: ['not_found'],
    example: { limit: 10 },
    aliases: ['ls'],
  }),
};
