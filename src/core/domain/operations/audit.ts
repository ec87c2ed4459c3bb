import { z } from 'zod';
import { JsonRecord } from '../model/json-value.ts';
import { query } from './define-operation.ts';
import { After, Instant, Limit, page } from './shapes.ts';

/** Who did what. */
export const audit = {
  list: query('audit.list', {
    summary: 'List commands that were given, newest first',
    access: 'admin',
    input: z.strictObject({ operation: z.string().optional().describe('Only this operation, such as runs.start'), limit: Limit, after: After }),
    output: page(
      z.object({
        id: z.int(),
        at: Instant,
        actor: z.string(),
        door: z.string(),
        operation: z.string(),
        target: z.string().optional(),
        outcome: z.string().describe('`ok` or an error code'),
        correlationId: z.string(),
        input: JsonRecord,
      }),
    ),
    example: { limit: 5 },
    aliases: ['ls'],
  }),
};
