import { z } from 'zod';
import { defineTrigger } from '../trigger-kind.ts';

/** Fires when a person ends the step by hand, whatever it is at. */
export const manualAdvance = defineTrigger({
  type: 'manual-advance',
  title: 'A person goes on',
  summary: 'Fires when a person ends the step by hand; what is under way is aborted',
  moment: 'event',
  byHand: true,
  config: z.strictObject({}),
  example: {},
});
