import { z } from 'zod';
import { NewSlug, Slug } from '../model/ids.ts';
import { command, query } from './define-operation.ts';

const id = z.string().min(1).describe('Id or slug of the workflow');
const callers = z.array(z.object({ workflow: Slug, node: z.string(), name: Slug.describe('What it is called there'), version: z.int().optional().describe('The version that is called, where it says one') }));

/** What a workflow is called on the command line, and who calls it so. */
export const workflowsNames = {
  rename: command('workflows.rename', {
    summary: 'Give a workflow another name on the command line; what says the former one goes on finding it',
    access: 'author',
    input: z.strictObject({
      id,
      slug: NewSlug.describe('The new name on the command line; it follows the display name no more'),
      forget: z.boolean().default(false).describe('Former names lead to it no more, and are free for others; refused while a workflow calls it by one'),
    }),
    output: z.object({
      id: z.string(),
      was: Slug,
      slug: Slug,
      former: z.array(Slug).describe('Names that go on leading to it and are given to no other, the last one first'),
      callers: callers.describe('Drafts that call it by a former name'),
    }),
    errors: ['not_found', 'conflict'],
    example: { id: '<workflow>', slug: 'board-report' },
    positionals: ['id', 'slug'],
  }),
  callers: query('workflows.callers', {
    summary: 'Say which drafts call a workflow, and by which of its names',
    access: 'read',
    input: z.strictObject({ id }),
    output: z.object({ slug: Slug, former: z.array(Slug).describe('Names it had that go on leading to it, the last one first'), items: callers }),
    errors: ['not_found'],
    example: { id: 'data-report' },
    positionals: ['id'],
  }),
};
