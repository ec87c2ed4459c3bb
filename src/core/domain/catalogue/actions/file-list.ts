import { z } from 'zod';
import { defineAction, defineEffect } from '../action-kind.ts';
import { fileUse } from './file-use.ts';
import { oneEffect, requestOf } from './one-effect.ts';

const Config = z.strictObject({
  path: z.string().min(1).meta({ format: 'directory' }).describe('An allowed directory; a relative path lies below the data directory’s files'),
  glob: z.string().max(200).optional().describe('Only names matching this pattern, such as *.csv'),
  recursive: z.boolean().default(false).describe('Also directories below'),
  limit: z.int().min(1).max(10_000).default(1000).describe('At most this many'),
});
type Config = z.infer<typeof Config>;

const listEffect = defineEffect<Config>({
  kind: 'file.list',
  repeat: 'safe',
  costsMoney: false,
  request: Config,
  paths: ({ path }) => [path],
  perform: async ({ path, glob, ...options }, context) => {
    const entries = await context.ports.files.list(path, { ...options, ...(glob === undefined ? {} : { glob }), ...fileUse(context) });
    return { output: { items: entries.map((entry) => ({ ...entry })), count: entries.length } };
  },
});

/** Lists the files of a directory. */
export const fileList = defineAction<Config>({
  type: 'file.list',
  version: 1,
  title: 'List files',
  summary: 'Lists the files of an allowed directory',
  config: Config,
  output: {
    type: 'object',
    properties: {
      count: { type: 'integer' },
      items: {
        type: 'array',
        items: { type: 'object', properties: { path: { type: 'string' }, name: { type: 'string' }, kind: { enum: ['file', 'directory'] }, bytes: { type: 'integer' }, modifiedAt: { type: 'string' } } },
      },
    },
    required: ['items', 'count'],
  },
  example: { path: 'inbox', glob: '*.csv' },
  effects: [listEffect],
  origin: ['document'],
  chooses: { directories: ['path'] },
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'file.list', request: requestOf(config) }),
});
