import { z } from 'zod';
import { Slug } from '../model/ids.ts';
import { command } from './define-operation.ts';

/** What a workflow is called on the command line. */
export const workflowsNames = {
  rename: command('workflows.rename', {
    summary: 'Give a workflow another name on the command line; what says the former one goes on finding it',
    access: 'author',
    input: z.strictObject({
      id: z.string().min(1).describe('Id or slug of the workflow'),
      slug: Slug.describe('The new name on the command line; it follows the display name no more'),
      forget: z.boolean().default(false).describe('Former names lead to it no more, and are free for others; refused while a workflow calls it by one'),
      dryRun: z.boolean().default(false).describe('Only say what refers to it by name'),
    }),
    output: z.object({
      id: z.string(),
      was: Slug,
      slug: Slug,
      former: z.array(Slug).describe('Names that go on leading to it and are given to no other, the last one first'),
      callers: z.array(z.object({ workflow: Slug, node: z.string(), name: Slug.describe('What it is called there') })).describe('Drafts that call it by a former name'),
      dryRun: z.boolean(),
    }),
    errors: ['not_found', 'conflict'],
    example: { id: '<workflow>', slug: 'weekly-report' },
    positionals: ['id', 'slug'],
  }),
};
