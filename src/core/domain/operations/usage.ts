import { z } from 'zod';
import { query } from './define-operation.ts';
import { Instant } from './shapes.ts';

/** What usage is summed up by. */
export const usageGroups = ['model', 'connector', 'node', 'workflow', 'run', 'day', 'key'] as const;

const when = (what: string) => z.string().min(1).max(40).optional().describe(`${what}: a day (2026-11-22, UTC) or an instant`);

const question = {
  by: z.enum(usageGroups).default('model').describe('What to sum up by'),
  from: when('Only from then on'),
  to: when('Only before then; a day counts whole'),
  workflow: z.string().min(1).optional().describe('Only this workflow, by id or slug'),
  run: z.string().min(1).optional().describe('Only this run'),
  node: z.string().min(1).optional().describe('Only this node'),
  connector: z.string().min(1).optional().describe('Only this connector'),
  model: z.string().min(1).optional().describe('Only this model'),
  credential: z.string().min(1).optional().describe('Only the key of this label'),
};

const sums = {
  calls: z.int(),
  inputTokens: z.int(),
  cachedInputTokens: z.int().describe('Part of the input tokens'),
  outputTokens: z.int(),
  micros: z.int().describe('Millionths of a US dollar, as far as prices are known'),
  unpricedCalls: z.int().describe('Calls nobody knows the price of'),
  assumedCalls: z.int().describe('Calls whose usage nobody told: they count with the most they may have used'),
  inheritedCalls: z.int().describe('Answers a fork took over from its parent; they cost nothing and count nowhere else'),
};

export const UsageSums = z.object(sums);
export type UsageSums = z.infer<typeof UsageSums>;

export const UsageLine = z.object({ group: z.string().describe('Of what this is the sum'), title: z.string().optional().describe('Its name, where it has another'), ...sums });
export type UsageLine = z.infer<typeof UsageLine>;

/** What model calls used, and what they cost. */
export const usage = {
  report: query('usage.report', {
    summary: 'Sum up tokens, calls and money by model, connector, node, workflow, run, day or key',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ ...question, limit: z.int().min(1).max(5000).default(500).describe('At most so many lines, the dearest first; days in their order') }),
    output: z.object({ by: z.enum(usageGroups), from: Instant.optional(), to: Instant.optional(), items: z.array(UsageLine), total: UsageSums }),
    errors: ['not_found'],
    example: { by: 'model' },
    aliases: ['list', 'show'],
  }),
  export: query('usage.export', {
    summary: 'Give the same sums as a CSV file',
    access: 'read',
    input: z.strictObject(question),
    output: z.object({ name: z.string(), mediaType: z.string(), text: z.string() }),
    errors: ['not_found'],
    example: { by: 'day' },
  }),
};
