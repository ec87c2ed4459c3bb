import { z } from 'zod';
import { query, stream } from './define-operation.ts';

const Checked = z.object({
  healthy: z.boolean(),
  checks: z.array(
    z.object({ id: z.string(), title: z.string(), state: z.enum(['ok', 'warning', 'failed']), detail: z.string(), next: z.string().optional() }),
  ),
});

export type SystemChecks = z.infer<typeof Checked>;

/** The program itself. */
export const system = {
  info: query('system.info', {
    summary: 'Say which version runs where, on which data',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({
      version: z.string(),
      node: z.string(),
      platform: z.string(),
      dataDirectory: z.string(),
      host: z.object({ pid: z.int(), startedAt: z.string(), address: z.string().optional() }).optional().describe('Who drives runs in this data directory, if anybody'),
    }),
    example: {},
  }),
  validate: query('system.validate', {
    summary: 'Check that the program is whole and can work here: its files, native modules, migrations, vault, and writing',
    access: 'operate',
    input: z.strictObject({}),
    output: Checked,
    example: {},
    aliases: ['validate-install'],
  }),
  doctor: query('system.doctor', {
    summary: 'Check the installation and the data, and say what to mend',
    access: 'read',
    input: z.strictObject({}),
    output: Checked,
    example: {},
  }),
  watch: stream('system.watch', {
    summary: 'Follow where something changed: the names of all areas now, then of those in which a command or a run changed something, at most once a second',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ areas: z.array(z.string()) }),
    example: {},
  }),
};
