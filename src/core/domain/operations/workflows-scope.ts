import { z } from 'zod';
import { manyBytes } from '../model/input-bytes.ts';
import { JsonRecord, JsonValue } from '../model/json-value.ts';
import { query } from './define-operation.ts';

const id = z.string().min(1).describe('Id or slug of the workflow');
const definition = JsonRecord.meta({ format: 'document' }).optional().describe('As it stands on a screen, instead of the draft; nothing is written');
const where = z.string().min(1).max(400).describe('A place as findings name it: nodes.ask, nodes.ask.actions.say.config.prompt, transitions.t3');

/** One thing an expression can read at a place. */
export const Readable = z.object({
  path: z.string().describe('As it is written: `nodes.ask.say.text`, `vars.count`, `inputs.topic`'),
  type: z.string().describe('Such as `text`, `number`, `list`, or `anything` where nobody knows'),
  from: z.string().describe('Who writes it, in words'),
  writers: z.array(z.string()).describe('Places that write it: nodes.ask.actions.say'),
  isSensitive: z.boolean().describe('Its value is masked wherever it is shown'),
  isCertain: z.boolean().describe('It is there on every way that leads here'),
  samples: z.array(z.object({ run: z.string(), value: JsonValue })).describe('What it was when the last runs ended or stand now; shortened where it is long'),
});
export type Readable = z.infer<typeof Readable>;

/** What stands behind a name in an expression, and what it gives. */
export const workflowsScope = {
  scope: query('workflows.scope', {
    mostBytes: manyBytes.definition,
    summary: 'Say what an expression at a place can read, who writes it, and what it was in the last runs',
    access: 'read',
    takesMuch: true,
    input: z.strictObject({ id, where, definition }),
    output: z.object({
      items: z.array(Readable),
      functions: z.array(z.object({ name: z.string(), signature: z.string(), summary: z.string() })),
      runs: z.array(z.object({ id: z.string(), status: z.string(), startedAt: z.string() })).describe('Those the samples are from, the newest first'),
    }),
    errors: ['not_found', 'definition_invalid'],
    example: { id: 'data-report', where: 'root' },
    positionals: ['id', 'where'],
  }),
  evaluate: query('workflows.evaluate', {
    mostBytes: manyBytes.definition,
    summary: 'Say what an expression or a template is at a place, and what it gives on the values of the last runs',
    access: 'read',
    takesMuch: true,
    input: z.strictObject({
      id,
      where,
      expression: z.string().max(20_000).optional(),
      template: z.string().max(200_000).optional().describe('A text with `{{ expressions }}`, instead of an expression'),
      definition,
    }),
    output: z.object({
      type: z.string().optional().describe('What it gives, where that is known'),
      reads: z.array(z.string()),
      problems: z.array(z.object({ message: z.string(), next: z.string().optional(), path: z.string().optional().describe('What is read and is not there'), isPossible: z.boolean().optional().describe('Nothing says that it is always there; a run may well find it'), line: z.int().optional(), column: z.int().optional() })),
      values: z.array(z.object({ run: z.string(), value: JsonValue.optional(), error: z.string().optional(), isMasked: z.boolean().describe('It reads something sensitive') })),
      sample: JsonValue.optional().describe('What it gives on values made up from what is known of them, for a look where no run has given any'),
    }),
    errors: ['not_found', 'definition_invalid'],
    example: { id: 'data-report', where: 'root', expression: '1 + 1' },
    positionals: ['id', 'where'],
  }),
};
