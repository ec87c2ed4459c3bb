import { z } from 'zod';
import { defineTrigger } from '../trigger-kind.ts';

/** Fires as soon as its node is entered. */
export const immediate = defineTrigger({
  type: 'immediate',
  title: 'Immediately',
  summary: 'Goes on at once',
  moment: 'data',
  config: z.strictObject({}),
  example: {},
});
