import { z } from 'zod';
import { runParts } from '../model/run-parts.ts';
import { command, query } from './define-operation.ts';

const id = z.string().min(1).describe('Id of the run');

const Gone = z.object({
  workflow: z.object({ id: z.string(), slug: z.string() }),
  part: z.enum(runParts).describe('`payloads` are large values, `events` the journal, `run` all of it'),
  reason: z.enum(['age', 'quota']),
  runs: z.int(),
  bytes: z.int(),
});

export const PruneAnswer = z.object({
  dryRun: z.boolean(),
  items: z.array(Gone),
  runs: z.int().describe('That lose something, each counted once'),
  bytes: z.int().describe('Taken from the history'),
  freedBytes: z.int().describe('Given back to the disk'),
  totalBytes: z.int().describe('On the disk now'),
  stopped: z.boolean().describe('The caller left before all of it was gone'),
});
export type PruneAnswer = z.infer<typeof PruneAnswer>;

export const ArchiveAnswer = z.object({
  items: z.array(z.object({ id: z.string(), path: z.string(), bytes: z.int(), rows: z.int(), sha256: z.string() })),
  next: z.string().optional().describe('There are more: pass it as `after`'),
});
export type ArchiveAnswer = z.infer<typeof ArchiveAnswer>;

/** History with a ceiling: what stays, what goes, what is written elsewhere first. */
export const runsHistory = {
  pin: command('runs.pin', {
    summary: 'Keep a run whatever retention says',
    access: 'operate',
    input: z.strictObject({ id }),
    output: z.object({ id: z.string(), pinned: z.boolean() }),
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  unpin: command('runs.unpin', {
    summary: 'Let retention have a run; a failed one is kept until then',
    access: 'operate',
    input: z.strictObject({ id }),
    output: z.object({ id: z.string(), pinned: z.boolean() }),
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  prune: command('runs.prune', {
    summary: 'Remove what the retention settings let go; preview it with dryRun',
    access: 'admin',
    input: z.strictObject({
      dryRun: z.boolean().default(false).describe('Only say what would go'),
      workflow: z.string().optional().describe('Only runs of this workflow'),
      days: z.int().min(0).max(36_500).optional().describe('Whole runs that ended so long ago, instead of the ages in the settings'),
      quotaMegabytes: z.int().min(1).optional().describe('This ceiling instead of the one in the settings'),
      compact: z.boolean().default(false).describe('Write the whole database anew if that is what it takes to make it smaller'),
    }),
    output: PruneAnswer,
    errors: ['not_found', 'precondition_failed'],
    example: { dryRun: true },
  }),
  purge: command('runs.purge', {
    summary: 'Remove one run for good: its journal, values, cards and files it made; one that cannot be read as well',
    access: 'admin',
    takesAway: 'the run {id} with its journal, its cards and the files it made',
    input: z.strictObject({ id }),
    output: z.object({ id: z.string() }),
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>' },
    positionals: ['id'],
    aliases: ['remove', 'delete', 'rm'],
  }),
  archive: command('runs.archive', {
    summary: 'Write ended runs to files that can be checked, one file for each run',
    access: 'operate',
    input: z.strictObject({
      to: z.string().min(1).describe('An allowed directory'),
      id: id.optional().describe('One run; without it those the filter names'),
      workflow: z.string().optional().describe('Runs of this workflow'),
      startedBefore: z.iso.datetime().optional().describe('Runs that started before'),
      limit: z.int().min(1).max(500).default(50).describe('At most this many'),
      after: z.string().optional().describe('Continue after this run'),
    }),
    output: ArchiveAnswer,
    errors: ['not_found', 'path_denied', 'conflict', 'precondition_failed', 'integrity'],
    example: { to: '<file>', id: '<run>' },
    positionals: ['to'],
  }),
  checkarchive: query('runs.checkarchive', {
    summary: 'Check that an archived run is whole and as it was written',
    access: 'read',
    input: z.strictObject({ path: z.string().min(1).describe('The file') }),
    output: z.object({ id: z.string(), workflow: z.string(), status: z.string(), rows: z.int(), blobs: z.int(), sha256: z.string() }),
    errors: ['not_found', 'path_denied', 'integrity'],
    example: { path: '<file>' },
    positionals: ['path'],
  }),
};
