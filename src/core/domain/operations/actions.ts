import { z } from 'zod';
import { command, query } from './define-operation.ts';
import { Accepted, IdempotencyKey } from './shapes.ts';

const id = z.string().min(1).describe('Id of the run');

/** A user action of a node the run is at, and whether it may be used now. */
export const UserActionView = z.object({
  visit: z.string(),
  nodeId: z.string(),
  id: z.string(),
  label: z.string(),
  description: z.string().optional(),
  isAvailable: z.boolean(),
  reason: z.enum(['paused', 'blocked', 'busy', 'cooldown', 'condition', 'stale']).optional().describe('Why it may not be used'),
  until: z.number().optional().describe('When it has cooled down, in epoch milliseconds'),
});
export type UserActionView = z.infer<typeof UserActionView>;

/** A transition a person may take now. */
export const HandTransition = z.object({ visit: z.string(), nodeId: z.string(), transition: z.string(), name: z.string().optional(), to: z.string(), trigger: z.string() });
export type HandTransition = z.infer<typeof HandTransition>;

/** What people may do where a run is. */
export const actions = {
  list: query('actions.list', {
    summary: 'List what a person may do where a run is: its user actions, and transitions to take by hand',
    access: 'read',
    input: z.strictObject({ id }),
    output: z.object({ items: z.array(UserActionView), transitions: z.array(HandTransition) }),
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
    aliases: ['ls'],
  }),
  invoke: command('actions.invoke', {
    summary: 'Set a user action going',
    access: 'operate',
    input: z.strictObject({
      id,
      action: z.string().min(1).describe('Id of the user action'),
      visit: z.string().optional().describe('Where: a visit, or a node the run is at once; the only place that has the action if absent'),
      reason: z.string().max(1000).optional().describe('Why, for the audit log'),
      key: IdempotencyKey,
    }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>', action: 'remind' },
    positionals: ['id', 'action'],
  }),
};
