import { z } from 'zod';
import { query } from './define-operation.ts';
import { Instant } from './shapes.ts';

/** What can be looked for. */
export const searchKinds = ['workflow', 'node', 'run', 'card', 'document', 'artifact', 'setting'] as const;
export type SearchKind = (typeof searchKinds)[number];

const Found = z.object({
  kind: z.enum(searchKinds),
  id: z.string().describe('Of a node: its id in the workflow; of a setting: its key, such as `logging.level`; else what it is asked for by'),
  title: z.string(),
  note: z.string().describe('What else it is known by'),
  state: z.string().optional().describe('Of a workflow, a run or a card'),
  at: Instant.optional().describe('When it last changed; of a card, when it was asked'),
  workflow: z.object({ id: z.string(), slug: z.string(), name: z.string() }).optional().describe('Whose node, run or card it is'),
  run: z.string().optional().describe('Of a file that a run made: the run'),
  command: z.string().describe('The command line that shows it'),
  score: z.number().describe('How well it fits, up to 1; 0 where nothing was typed'),
});
export type Found = z.infer<typeof Found>;

/** Everything there is, by what it is called. */
export const search = {
  find: query('search.find', {
    summary: 'Find workflows, nodes, runs, cards, documents, files that runs made and settings by what they are called',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      text: z.string().max(200).default('').describe('What to look for: words in any order, letters may be missing; a state such as `failed` narrows runs. Nothing gives what changed last'),
      in: z.array(z.enum(searchKinds)).max(searchKinds.length).optional().describe('Only these kinds'),
      limit: z.int().min(1).max(100).default(10).describe('At most so many of each kind'),
    }),
    output: z.object({
      items: z.array(Found).describe('By kind in the order of the list above, the best first'),
      more: z.array(z.enum(searchKinds)).describe('Kinds of which more fit'),
    }),
    example: { text: 'report' },
    positionals: ['text'],
  }),
};
