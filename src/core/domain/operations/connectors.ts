import { z } from 'zod';
import { JsonRecord } from '../model/json-value.ts';
import { command, query } from './define-operation.ts';

const ConnectorView = z.object({
  id: z.string(),
  category: z.enum(['llm', 'storage', 'file', 'document']),
  title: z.string(),
  description: z.string(),
  active: z.boolean(),
  state: z.enum(['ready', 'needs_key', 'failed']),
  detail: z.string().optional(),
});
export type ConnectorView = z.infer<typeof ConnectorView>;

/** What runs talk to. */
export const connectors = {
  list: query('connectors.list', {
    summary: 'List connectors by category, with the active one marked',
    access: 'read',
    input: z.strictObject({ category: ConnectorView.shape.category.optional().describe('Only this category') }),
    output: z.object({ items: z.array(ConnectorView) }),
    example: {},
    aliases: ['ls'],
  }),
  test: command('connectors.test', {
    summary: 'Make a light call to a connector and say how long it took',
    access: 'operate',
    input: z.strictObject({ id: z.string().min(1).describe('Id of the connector') }),
    output: z.object({ id: z.string(), latencyMs: z.number(), facts: JsonRecord }),
    errors: ['not_found', 'connector_unavailable', 'credential_missing', 'credential_rejected'],
    example: { id: 'mock' },
    positionals: ['id'],
  }),
};
