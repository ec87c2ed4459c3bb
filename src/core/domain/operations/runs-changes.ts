import { z } from 'zod';
import { query } from './define-operation.ts';

export const ChangesAnswer = z.object({
  id: z.string(),
  documents: z.array(z.object({ path: z.string(), name: z.string(), state: z.enum(['changed', 'gone', 'unread']) })).describe('Files the run made that are other files now, are not there, or cannot be read'),
  connectors: z.array(z.string()).describe('Connectors of models the run asked that are not set up any more'),
  asked: z
    .array(z.object({
      node: z.string(),
      connector: z.string().describe('Who answered then'),
      model: z.string(),
      now: z.object({ connector: z.string(), model: z.string().optional(), state: z.enum(['needs_key', 'failed']).optional() }).describe('Who would be asked now: another connector, another model of it, or one that cannot be asked as it is'),
    }))
    .describe('Model calls that would be asked otherwise now'),
  workflow: z.object({ followed: z.int().optional().describe('Absent for a draft'), newest: z.int() }).optional().describe('Where the workflow went on since'),
});
export type ChangesAnswer = z.infer<typeof ChangesAnswer>;

/** What whoever begins a run again should know first. */
export const runsChanges = {
  changes: query('runs.changes', {
    summary: 'Say what has changed since a run: files it made, connectors it asked, its workflow',
    access: 'read',
    input: z.strictObject({ id: z.string().min(1).describe('Id of the run') }),
    output: ChangesAnswer,
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
};
