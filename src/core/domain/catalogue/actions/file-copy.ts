import { z } from 'zod';
import { defineAction, defineEffect } from '../action-kind.ts';
import { fileUse } from './file-use.ts';
import { oneEffect, requestOf } from './one-effect.ts';

const Config = z.strictObject({
  from: z.string().min(1).describe('A file in an allowed directory; a relative path lies below the data directory’s files'),
  to: z.string().min(1).describe('Path of the copy, name included; missing directories are made'),
  overwrite: z.boolean().default(false).describe('Replace a file that is there'),
});
type Config = z.infer<typeof Config>;

/** The same bytes at the same place: copying again changes nothing, and what an earlier attempt brought there counts as done. */
const copyEffect = defineEffect<Config>({
  kind: 'file.copy',
  repeat: 'safe',
  costsMoney: false,
  request: Config,
  paths: ({ from, to }) => [from, to],
  perform: async ({ from, to, overwrite }, context) => {
    const { name, bytes } = await context.ports.files.copy(from, to, { ...fileUse(context), overwrite });
    return { output: { from, path: to, name, bytes } };
  },
});

/** Copies a file of any size. */
export const fileCopy = defineAction<Config>({
  type: 'file.copy',
  version: 1,
  title: 'Copy a file',
  summary: 'Copies a file to another path in an allowed directory',
  config: Config,
  output: {
    type: 'object',
    properties: { from: { type: 'string' }, path: { type: 'string', description: 'Where the copy is' }, name: { type: 'string' }, bytes: { type: 'integer' } },
    required: ['from', 'path', 'name', 'bytes'],
  },
  example: { from: 'templates/letter.md', to: 'letters/{{ vars.month }}.md' },
  effects: [copyEffect],
  passes: ['from', 'to'],
  chooses: { directories: ['from', 'to'] },
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'file.copy', request: requestOf(config) }),
});
