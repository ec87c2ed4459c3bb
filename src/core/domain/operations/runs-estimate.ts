import { z } from 'zod';
import { query } from './define-operation.ts';

export const RunEstimate = z.object({
  workflow: z.object({ id: z.string(), slug: z.string() }),
  version: z.int().optional().describe('Absent for the draft'),
  calls: z.int().optional().describe('Paid calls at most, on the dearest way: turns of agents, failed attempts and workflows called counted. Absent where nothing bounds them'),
  first: z.object({ node: z.string(), name: z.string() }).optional().describe('The first node that may make one; absent where none does'),
  micros: z.int().optional().describe('What they cost at most, each as long as its model takes, in millionths of a US dollar; absent where nothing bounds them or a price or length is not known'),
  asOf: z.string().optional().describe('Of the oldest price'),
  unpriced: z.array(z.string()).describe('Models whose price or length nobody knows, and connectors that cannot be asked now'),
  caps: z.object({ calls: z.int().optional(), tokens: z.int().optional(), micros: z.int().optional() }).describe('Where the budget of the workflow stops a run'),
});
export type RunEstimate = z.infer<typeof RunEstimate>;

/** What is known of a run before it starts. */
export const runsEstimate = {
  estimate: query('runs.estimate', {
    summary: 'Say how many paid calls a run makes at most, and what they cost at most, before it starts',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      workflow: z.string().min(1).describe('Id or slug of the workflow'),
      version: z.int().min(1).optional().describe('This version instead of the newest'),
      draft: z.boolean().default(false).describe('The draft as it stands'),
      connector: z.string().min(1).optional().describe('As if started with this connector'),
      model: z.string().min(1).optional().describe('As if started with this model'),
    }),
    output: RunEstimate,
    errors: ['not_found', 'not_published', 'definition_invalid', 'conflict'],
    example: { workflow: 'approval' },
    positionals: ['workflow'],
  }),
};
