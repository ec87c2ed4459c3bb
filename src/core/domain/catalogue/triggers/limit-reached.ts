import { z } from 'zod';
import { defineTrigger } from '../trigger-kind.ts';

/** Fires when a loop has used up its passes or its time. */
export const limitReached = defineTrigger({
  type: 'limit-reached',
  title: 'The loop reached its limit',
  summary: 'Fires when the loop has used up its passes or its time',
  moment: 'data',
  config: z.strictObject({}),
  example: {},
});
