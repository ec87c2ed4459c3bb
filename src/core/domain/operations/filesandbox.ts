import { z } from 'zod';
import { command, query } from './define-operation.ts';
import { Instant } from './shapes.ts';

const path = z.string().min(1).meta({ format: 'path' });
const Directory = z.object({
  path: z.string(),
  read: z.boolean(),
  write: z.boolean(),
  origin: z.enum(['data', 'sample', 'user']).describe('`data` and `sample` directories come with the product'),
  state: z.enum(['ok', 'missing', 'denied']),
  verifiedAt: Instant.optional().describe('When it was last found as it should be'),
});
export type SandboxDirectoryView = z.infer<typeof Directory>;

/** The directories workflows may touch. */
export const filesandbox = {
  list: query('filesandbox.list', {
    summary: 'List the directories workflows may read and write',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ items: z.array(Directory) }),
    example: {},
    aliases: ['ls'],
  }),
  add: command('filesandbox.add', {
    summary: 'Allow a directory, for reading or also for writing',
    access: 'admin',
    subject: ['input.path'],
    input: z.strictObject({
      path: path.describe('The directory'),
      read: z.boolean().default(true).describe('Allow reading'),
      write: z.boolean().default(false).describe('Allow writing too'),
    }),
    output: Directory,
    errors: ['not_found', 'precondition_failed'],
    example: { path: '<file>' },
    positionals: ['path'],
    aliases: ['set-permissions'],
  }),
  remove: command('filesandbox.remove', {
    summary: 'Stop allowing a directory',
    access: 'admin',
    subject: ['input.path'],
    input: z.strictObject({ path: path.describe('The directory') }),
    output: z.object({ path: z.string() }),
    errors: ['not_found', 'precondition_failed'],
    example: { path: '<file>' },
    positionals: ['path'],
  }),
  check: query('filesandbox.check', {
    summary: 'Say whether a path may be read or written, by its real place',
    access: 'read',
    input: z.strictObject({ path: path.describe('The path'), access: z.enum(['read', 'write']).default('read').describe('For what') }),
    output: z.object({ path: z.string(), realPath: z.string(), access: z.enum(['read', 'write']) }),
    errors: ['path_denied', 'not_found'],
    example: { path: '<file>' },
    positionals: ['path'],
  }),
  verify: command('filesandbox.verify', {
    summary: 'Look whether every allowed directory is there and may be used, and note it down',
    access: 'operate',
    input: z.strictObject({}),
    output: z.object({
      sound: z.boolean().describe('Whether all are'),
      items: z.array(Directory.extend({ problem: z.string().optional().describe('What is wrong'), next: z.string().optional().describe('What mends it') })),
    }),
    example: {},
  }),
};
