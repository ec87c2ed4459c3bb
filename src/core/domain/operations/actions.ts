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

/** A loop the run is in, and what may be done to it now. */
export const HandLoop = z.object({
  visit: z.string(),
  nodeId: z.string(),
  pass: z.int().describe('The pass it is in, from 1'),
  limits: z.object({ passes: z.int().optional(), timeoutMs: z.int().optional(), throttleMs: z.int().optional() }).describe('What was set for this run'),
  isBreakable: z.boolean(),
  reason: z.string().optional().describe('Why it cannot be broken off'),
  isResting: z.boolean().describe('Its next pass waits for the throttle, and may be begun now'),
});
export type HandLoop = z.infer<typeof HandLoop>;

/** What people may do where a run is. */
export const actions = {
  list: query('actions.list', {
    summary: 'List what a person may do where a run is: its user actions, transitions to take by hand, and the loops it is in',
    access: 'read',
    input: z.strictObject({ id }),
    output: z.object({ items: z.array(UserActionView), transitions: z.array(HandTransition), loops: z.array(HandLoop) }),
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
