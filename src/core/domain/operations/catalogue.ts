import { z } from 'zod';
import { JsonRecord } from '../model/json-value.ts';
import { query } from './define-operation.ts';

export const CatalogueEntry = z.object({
  group: z.enum(['node', 'action', 'trigger', 'validator']),
  type: z.string(),
  title: z.string(),
  summary: z.string(),
  config: JsonRecord.describe('JSON Schema of the config'),
  output: JsonRecord.optional().describe('JSON Schema of what it yields'),
  gives: z.record(z.string(), z.object({ field: z.string(), is: z.string() })).optional().describe('Of an action: members of what it yields that are there only where a field of the config says so'),
  example: JsonRecord,
  repeat: z.enum(['safe', 'keyed', 'once']).optional().describe('Of an action: how its effects behave after a crash'),
  role: z.enum(['start', 'step', 'end']).optional().describe('Of a node: what delimits its region, or a step in it'),
  bodies: z.object({ least: z.int(), most: z.int() }).optional().describe('Of a node: how many bodies it has'),
  leavesBy: z.array(z.string()).optional().describe('Of a node: types of triggers its transitions may have'),
  isSpread: z.boolean().optional().describe('Of a node: its bodies run beside each other, and write only their own variables'),
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

/** What workflows are made of, as data. */
export const catalogue = {
  list: query('catalogue.list', {
    summary: 'List the nodes, actions, triggers and validators a workflow can use',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ group: CatalogueEntry.shape.group.optional().describe('Only this group') }),
    output: z.object({ items: z.array(CatalogueEntry) }),
    example: { group: 'node' },
  }),
};
