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
  example: JsonRecord,
  repeat: z.enum(['safe', 'keyed', 'once']).optional().describe('Of an action: how its effects behave after a crash'),
});
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

/** What workflows are made of, as data. */
export const catalogue = {
  list: query('catalogue.list', {
    summary: 'List the nodes, actions, triggers and validators a workflow can use',
    access: 'read',
    input: z.strictObject({ group: CatalogueEntry.shape.group.optional().describe('Only this group') }),
    output: z.object({ items: z.array(CatalogueEntry) }),
    example: { group: 'node' },
  }),
};
