import { z } from 'zod';
import { command, query, stream } from './define-operation.ts';
import { Instant } from './shapes.ts';

/** Why somebody is needed. */
export const noticeCodes = ['card', 'approval', 'incident', 'selection', 'person', 'stalled', 'failed'] as const;

/** Something that needs a person, said once for each run, node and reason; it goes by itself when its reason has gone. */
export const Notice = z.object({
  id: z.string(),
  code: z.enum(noticeCodes),
  severity: z.enum(['info', 'warning', 'error']),
  text: z.string().describe('What the run waits for or ended with, in a sentence'),
  runId: z.string(),
  workflow: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  nodeId: z.string().optional(),
  incidentId: z.string().optional().describe('Of an incident: which'),
  cardId: z.string().optional().describe('Of a card: what to answer'),
  at: Instant.describe('When its run last changed'),
  isAcknowledged: z.boolean().describe('Somebody has seen it'),
  command: z.string().describe('The command line that shows what to do'),
});
export type Notice = z.infer<typeof Notice>;

export const Notices = z.object({
  items: z.array(Notice),
  more: z.int().describe('How many waits of further runs there are: `aiwm runs list --needs-person` leads to them'),
  unseen: z.int().describe('How many nobody has acknowledged, those further ones included'),
});
export type Notices = z.infer<typeof Notices>;

/** What needs somebody, over all runs. */
export const notifications = {
  list: query('notifications.list', {
    summary: 'List what needs somebody: cards, approvals, incidents, stalled runs, and runs that failed within a week',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ all: z.boolean().default(false).describe('Those that were acknowledged, too') }),
    output: Notices,
    example: {},
    aliases: ['ls'],
  }),
  watch: stream('notifications.watch', {
    summary: 'Follow what needs somebody: all of it now, and again whenever it changes',
    access: 'read',
    input: z.strictObject({}),
    output: Notices,
    example: {},
    aliases: ['follow'],
  }),
  acknowledge: command('notifications.acknowledge', {
    summary: 'Say that notices were seen; they stay until their reason has gone, and are not counted any more',
    access: 'operate',
    input: z.strictObject({ ids: z.array(z.string().min(1).max(500)).min(1).max(1000).describe('Ids of notices') }),
    output: z.object({ acknowledged: z.int() }),
    errors: ['not_found'],
    example: { ids: ['<notice>'] },
    positionals: ['ids'],
    aliases: ['ack', 'seen'],
    subject: ['input.ids'],
  }),
};
