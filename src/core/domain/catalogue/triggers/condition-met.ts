import { z } from 'zod';
import { defineTrigger } from '../trigger-kind.ts';

/** Fires when a loop has done what it was to do. */
export const conditionMet = defineTrigger({
  type: 'condition-met',
  title: 'The loop is done',
  summary: 'Fires when the list is through or the loop’s condition says so',
  moment: 'data',
  config: z.strictObject({}),
  example: {},
});
