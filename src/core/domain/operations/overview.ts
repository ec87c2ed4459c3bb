import { z } from 'zod';
import { PinnedArtifact } from './artifacts.ts';
import { query, stream } from './define-operation.ts';
import { Notice } from './notifications.ts';
import { Instant, RunSummary } from './shapes.ts';
import { UsageSums } from './usage.ts';

const Touched = z.object({ id: z.string(), slug: z.string(), name: z.string(), status: z.enum(['draft', 'published', 'changed']), version: z.int().optional().describe('The published version'), updatedAt: Instant });

/** How everything stands, in few lines of each kind. */
export const Overview = z.object({
  needs: z.array(Notice).describe('What stands still until somebody acts: what nobody has seen first, then the newest'),
  needsMore: z.int().describe('How many more there are'),
  failures: z.array(Notice).describe('Runs that failed within a week and that nobody has seen, the newest first'),
  failuresMore: z.int().describe('How many more there are'),
  running: z.array(RunSummary).describe('Runs that go on by themselves, the newest first'),
  hasMoreRunning: z.boolean(),
  touched: z.array(Touched).describe('Workflows that were worked on, the last first; a sample only once somebody changed it'),
  made: z.array(PinnedArtifact).describe('What runs made last'),
  usage: z.object({ today: UsageSums, month: UsageSums }).describe('Of model calls: of this day and of this month, UTC'),
  steps: z.object({
    run: z.boolean().describe('A run was completed'),
    card: z.boolean().describe('A card was answered'),
    document: z.boolean().describe('A run made a document, or somebody keeps one'),
    workflow: z.boolean().describe('There is a workflow besides the samples'),
  }).describe('What was done here at least once'),
});
export type Overview = z.infer<typeof Overview>;

/** Everything at a glance. */
export const overview = {
  show: query('overview.show', {
    summary: 'Say how everything stands: what needs somebody, what runs, what failed, what was made and used last',
    access: 'read',
    tool: 'free',
    input: z.strictObject({}),
    output: Overview,
    example: {},
    aliases: ['get'],
  }),
  watch: stream('overview.watch', {
    summary: 'Follow how everything stands: all of it now, and again whenever it changes',
    access: 'read',
    input: z.strictObject({}),
    output: Overview,
    example: {},
    aliases: ['follow'],
  }),
};
