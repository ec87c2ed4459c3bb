import { z } from 'zod';
import { Sha256 } from '../model/ids.ts';
import { manyBytes } from '../model/input-bytes.ts';
import { JsonRecord } from '../model/json-value.ts';
import { command, query } from './define-operation.ts';
import { Instant } from './shapes.ts';

/** Files inside the allowed directories. */
export const files = {
  list: query('files.list', {
    summary: 'List files of an allowed directory',
    access: 'read',
    input: z.strictObject({
      path: z.string().min(1).meta({ format: 'path' }).optional().describe('The directory; the data directory’s files if absent'),
      glob: z.string().max(200).optional().describe('Only names matching this pattern, such as *.csv'),
      recursive: z.boolean().default(false).describe('Also directories below'),
      limit: z.int().min(1).max(1000).default(200).describe('At most this many'),
    }),
    output: z.object({
      path: z.string(),
      items: z.array(z.object({ path: z.string(), name: z.string(), kind: z.enum(['file', 'directory']), bytes: z.int(), modifiedAt: Instant })),
    }),
    errors: ['path_denied', 'not_found'],
    example: {},
    aliases: ['ls'],
  }),
  resolve: query('files.resolve', {
    summary: 'Say which real place a path of a workflow means, and whether it may be used',
    access: 'read',
    input: z.strictObject({
      path: z.string().min(1).max(8192).describe('As a workflow writes it: relative ones lie below the data directory’s files, not where you stand; {{ }} may stand in it'),
      access: z.enum(['read', 'write']).default('read').describe('For what'),
      inputs: JsonRecord.optional().describe('Values of inputs, to fill in'),
      vars: JsonRecord.optional().describe('Values of variables, to fill in'),
    }),
    output: z.object({
      path: z.string().describe('With its values filled in'),
      access: z.enum(['read', 'write']),
      allowed: z.boolean(),
      realPath: z.string().optional().describe('Where it is or would be, links followed; absent where it may not be used'),
      kind: z.enum(['file', 'directory', 'other', 'missing']).optional().describe('What is there now'),
      problem: z.string().optional(),
      next: z.string().optional(),
    }),
    example: { path: 'reports/{{ vars.month }}.md', vars: { month: '2026-01' } },
    positionals: ['path'],
    takesMuch: true,
  }),
  upload: command('files.upload', {
    mostBytes: manyBytes.file,
    summary: 'Put a file into the data directory, to use it as an input',
    access: 'operate',
    subject: ['input.name'],
    input: z.strictObject({
      name: z.string().min(1).max(200).describe('File name, without directories'),
      content: z.base64().max(45_000_000).describe('The bytes, base64'),
    }),
    output: z.object({ path: z.string(), name: z.string(), bytes: z.int(), sha256: Sha256 }),
    errors: ['precondition_failed', 'path_denied'],
    example: { name: 'numbers.csv', content: 'ZGF0ZSxuCjIwMjYtMDEtMDEsMQo=' },
  }),
};
