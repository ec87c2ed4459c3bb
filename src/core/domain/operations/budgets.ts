import { z } from 'zod';
import { Budget } from '../model/budget.ts';
import { command, query } from './define-operation.ts';

const total = z.object({ micros: z.int(), tokens: z.int(), calls: z.int() });

/** How one thing a budget counts stands now. */
export const BudgetMeter = z.object({
  of: z.string().describe('What is counted: a day, a workflow, a key'),
  used: total,
  reserved: total.describe('Held for calls under way, at the most they may use'),
  left: z.object({ micros: z.int().optional(), tokens: z.int().optional(), calls: z.int().optional() }).describe('Of what is capped; below 0 where more was used'),
});
export type BudgetMeter = z.infer<typeof BudgetMeter>;

export const BudgetView = z.object({ ...Budget.shape, meters: z.array(BudgetMeter).describe('Empty for budgets that count each run or step by itself') });
export type BudgetView = z.infer<typeof BudgetView>;

const revision = z.int().optional().describe('The revision the settings were read at; a newer one is refused');

/** Caps on what model calls may use. A workflow may set its own: `limits.budget` and `permissions.spend`. */
export const budgets = {
  list: query('budgets.list', {
    summary: 'List the budgets with what is used, reserved and left of each',
    access: 'read',
    input: z.strictObject({}),
    output: z.object({ items: z.array(BudgetView), revision: z.int() }),
    example: {},
    aliases: ['ls'],
  }),
  set: command('budgets.set', {
    summary: 'Make a budget or replace the one of this name; it counts at once',
    access: 'admin',
    input: z.strictObject({ ...Budget.shape, revision }),
    output: BudgetView,
    errors: ['not_found', 'version_conflict'],
    example: { id: 'daily', scope: 'day', micros: 5_000_000 },
    positionals: ['id'],
    aliases: ['add', 'create'],
  }),
  remove: command('budgets.remove', {
    summary: 'Remove a budget',
    access: 'admin',
    input: z.strictObject({ id: Budget.shape.id, revision }),
    output: z.object({ id: z.string() }),
    errors: ['not_found', 'version_conflict'],
    example: { id: 'daily' },
    positionals: ['id'],
    aliases: ['rm', 'delete'],
  }),
};
