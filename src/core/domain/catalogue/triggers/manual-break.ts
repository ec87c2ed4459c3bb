import { z } from 'zod';
import { defineTrigger } from '../trigger-kind.ts';

/** Fires when a person broke the loop off. */
export const manualBreak = defineTrigger({
  type: 'manual-break',
  title: 'The loop was broken off',
  summary: 'Fires when a person broke the loop off, at the end of the pass under way',
  moment: 'data',
  config: z.strictObject({}),
  example: {},
});
