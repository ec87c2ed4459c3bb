import { z } from 'zod';
import { JsonRecord, JsonValue } from './json-value.ts';

const text = z.string();

/**
 * What a finding says in words, for programs. Each field is there only where the finding is about such a thing; names stand
 * as they are written, whatever letters they hold.
 */
export const FindingData = z.object({
  case: z
    .enum([
      'approval_gone', 'bodies_needed', 'field_missing', 'fields_unknown', 'input_missing', 'input_unknown', 'inputs_unfit', 'leads_to_start', 'node_missing', 'variable_unknown', 'variable_unwritten', 'shape', 'word', 'nothing_fits', 'default',
    ])
    .optional()
    .describe('Which of the faults of its code, where there are several'),
  name: text.optional().describe('What it is about: a choice, a connector, an input, a field, a node, a type'),
  names: z.array(text).optional().describe('As `name`, where there are several'),
  list: z.enum(['actions', 'connectors', 'directories', 'hosts']).optional().describe('The list of the permissions in which it is missing'),
  near: text.optional().describe('The name that was most likely meant'),
  known: z.array(text).optional().describe('Names that could stand there, 100 at most'),
  path: text.optional().describe('What an expression reads, such as nodes.ask.say.text'),
  subject: text.optional().describe('The part of the path that may not be there'),
  guard: text.optional().describe('An expression that asks whether the subject is there'),
  instead: text.optional().describe('An expression for what to take where it is not'),
  wanted: JsonValue.optional().describe('A value that would be right there'),
  values: JsonRecord.optional().describe('What paths are in the case it is about'),
  count: z.object({ there: z.int().optional(), least: z.int().optional(), most: z.int().optional() }).optional().describe('How many there are, absent where they have no bound, and how many there have to be'),
});
export type FindingData = z.infer<typeof FindingData>;

/** Names as a finding lists them: not more than anybody reads. */
export function knownNames(names: Iterable<string>): string[] {
  return [...names].slice(0, 100);
}
