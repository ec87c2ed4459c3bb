import { z } from 'zod';
import { query } from './define-operation.ts';
import { Instant } from './shapes.ts';

const id = z.string().min(1).describe('Id of the run');
const Column = z.array(z.int());

export const TimelineAnswer = z.object({
  id: z.string(),
  after: z.int().describe('The columns begin with the row after this one'),
  seq: z.int().describe('The last row told of here'),
  at: Instant.optional().describe('When the first of them was written'),
  types: z.array(z.string()).describe('What the numbers of a column stand for; the same for the lists below'),
  regions: z.array(z.string()),
  nodes: z.array(z.string()),
  actions: z.array(z.string()),
  whats: z.array(z.string()),
  columns: z
    .object({
      type: Column,
      region: Column.describe('Its number less the one of the row before; the text of the workflow itself is empty'),
      node: Column.describe('A node and its visit in the region; empty for the run as a whole'),
      action: Column.describe('An effect of the visit; empty for none'),
      what: Column.describe('The one word that tells rows of a type apart: the transition, the command, how the run ended; empty for none'),
      ms: Column.describe('Milliseconds since the row before'),
    })
    .describe('One number for each row, in the order of the journal'),
  kinds: z.record(z.string(), z.array(z.int())).describe('Rows that ask for work, by its kind'),
  warnings: z.array(z.int()).describe('Rows that warn'),
  errors: z.array(z.int()).describe('Rows that tell of an error'),
  attempts: z.array(z.tuple([z.int(), z.int()])).describe('Rows of second and later attempts, each with its number'),
  spent: z.array(z.tuple([z.int(), z.int(), z.int(), z.int()])).describe('Rows of paid calls: tokens in, tokens out, millionths of a US dollar'),
  next: z.int().optional().describe('There are more rows: pass it as `after`'),
});
export type TimelineAnswer = z.infer<typeof TimelineAnswer>;

export const SearchAnswer = z.object({
  id: z.string(),
  items: z.array(z.object({ seq: z.int(), excerpt: z.string().describe('The text around the first place that holds it') })),
  next: z.int().optional().describe('Not all rows were looked at: pass it as `after`'),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;

/** A journal as a whole: what is needed to draw it, and where a text stands in it. */
export const runsTimeline = {
  timeline: query('runs.timeline', {
    summary: 'Show the whole journal of a run as columns: what happened where and when, without what the rows carry',
    access: 'read',
    input: z.strictObject({
      id,
      after: z.int().min(0).default(0).describe('Only rows with a greater seq'),
      limit: z.int().min(1).max(200_000).default(200_000).describe('At most this many'),
    }),
    output: TimelineAnswer,
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  search: query('runs.search', {
    summary: 'Find the rows of a journal that hold a text; masked values are not looked into',
    access: 'read',
    input: z.strictObject({
      id,
      text: z.string().min(1).max(200).describe('Upper and lower case are the same'),
      after: z.int().min(0).default(0).describe('Only rows with a greater seq'),
      limit: z.int().min(1).max(2000).default(200).describe('At most this many'),
    }),
    output: SearchAnswer,
    errors: ['not_found'],
    example: { id: '<run>', text: 'approval' },
    positionals: ['id', 'text'],
    aliases: ['find', 'grep'],
  }),
};
