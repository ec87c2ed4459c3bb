import { z } from 'zod';
import { errorCodes } from '../../model/errors.ts';
import { defineTrigger } from '../trigger-kind.ts';

const codes = z.array(z.string().refine((code) => Object.hasOwn(errorCodes, code), 'a code of the list of errors')).min(1);
const Config = z.strictObject({
  codes: codes.optional().describe('Only errors with one of these codes'),
  kinds: z.array(z.enum(['action', 'timeout', 'engine'])).min(1).optional().describe('Only errors of these kinds'),
});

/** Fires when the node, or anything inside it, fails. The error is in scope as `error`. */
export const onError = defineTrigger({
  type: 'error',
  title: 'Something failed',
  summary: 'Fires when the node, or anything inside it, fails for good',
  moment: 'event',
  config: Config,
  example: { kinds: ['timeout'] },
  fires: ({ codes: wanted, kinds }: z.infer<typeof Config>, { error }) =>
    error !== undefined && (wanted === undefined || wanted.includes(error.code)) && (kinds === undefined || kinds.includes(error.kind)),
});
