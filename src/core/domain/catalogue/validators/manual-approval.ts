import { z } from 'zod';
import { LocalId } from '../../model/ids.ts';
import { DurationText, millisecondsOf } from '../config-fields.ts';
import { defineValidator, unasked } from '../validator-kind.ts';

const Config = z.strictObject({
  title: z.string().min(1).max(300).meta({ format: 'template' }).describe('What is to be approved, in one line; a template'),
  text: z.string().meta({ format: 'markdown' }).default('').describe('What people should know; a template'),
  quorum: z.int().min(1).max(20).default(1).describe('How many must approve; one rejection is enough to refuse'),
  principals: z.array(z.string().regex(/^(?:user|token|schedule|workflow):.+$/u, 'such as user:local or token:release')).min(1).optional().describe('Who may answer; everybody if absent'),
  allowSelf: z.boolean().default(false).describe('Whoever started the run may answer, too'),
  expires: DurationText().optional().describe('After this time nobody may answer any more, and it counts as not approved'),
  approves: z.array(LocalId).default([]).describe('Exit actions of the node, or entry actions of the next one: shown as they will be executed'),
});
type Config = z.infer<typeof Config>;

/** Passes when enough people approve. */
export const manualApproval = defineValidator<Config>({
  type: 'manual-approval',
  title: 'People approve it',
  summary: 'Asks people and passes when enough of them approve',
  config: Config,
  example: { title: 'Send the letter to {{ inputs.name }}?', quorum: 1, expires: 'PT24H' },
  sources: () => ({}),
  prepare: unasked,
  asks: ({ title, text, quorum, principals, allowSelf, expires, approves }) => ({
    of: 'people',
    title,
    text,
    quorum,
    bySelf: allowSelf,
    approves,
    ...(principals === undefined ? {} : { principals }),
    ...(expires === undefined ? {} : { expiresMs: millisecondsOf(expires) }),
  }),
});
