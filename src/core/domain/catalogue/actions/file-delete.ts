import { z } from 'zod';
import { defineAction, defineEffect } from '../action-kind.ts';
import { fileLook, seenBy } from './file-look.ts';
import { fileUse } from './file-use.ts';

const Config = z.strictObject({
  path: z.string().min(1).describe('A file in an allowed directory; a relative path lies below the data directory’s files'),
  failIfMissing: z.boolean().default(true).describe('Fail where there is no such file'),
});
type Config = z.infer<typeof Config>;

const Remove = z.strictObject({ path: z.string().min(1), identity: z.string().describe('Of the file that was looked at') });
type Remove = z.infer<typeof Remove>;

/** That one file is gone afterwards, however often it is asked for; a file that came later under its name stays. */
const removeEffect = defineEffect<Remove>({
  kind: 'file.delete',
  repeat: 'safe',
  costsMoney: false,
  request: Remove,
  paths: ({ path }) => [path],
  perform: async ({ path, identity }, context) => {
    await context.ports.files.remove(path, { ...fileUse(context), identity });
    return { output: { path, deleted: true } };
  },
});

/** Deletes a file. */
export const fileDelete = defineAction<Config>({
  type: 'file.delete',
  version: 1,
  title: 'Delete a file',
  summary: 'Deletes a file of an allowed directory',
  config: Config,
  output: {
    type: 'object',
    properties: { path: { type: 'string' }, deleted: { type: 'boolean', description: 'False where there was none' } },
    required: ['path', 'deleted'],
  },
  example: { path: 'inbox/{{ vars.name }}.csv', failIfMissing: false },
  effects: [fileLook, removeEffect],
  passes: ['path'],
  chooses: { directories: ['path'] },
  // Done again it does no harm, but what is gone is gone.
  sideEffect: () => true,
  next: ({ path, failIfMissing }, _input, [look, removed]) => {
    if (look === undefined) return { kind: 'effects', requests: [{ kind: 'file.look', request: { path, failIfMissing } }] };
    if (!look.ok) return { kind: 'error', error: look.error };
    if (removed !== undefined) return removed.ok ? { kind: 'output', output: removed.output } : { kind: 'error', error: removed.error };
    const seen = seenBy(look);
    return seen === undefined ? { kind: 'output', output: { path, deleted: false } } : { kind: 'effects', requests: [{ kind: 'file.delete', request: { path, identity: seen.identity } }] };
  },
});
