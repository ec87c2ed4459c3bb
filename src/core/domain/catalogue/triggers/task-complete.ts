import { z } from 'zod';
import { defineTrigger } from '../trigger-kind.ts';

/** Fires when the node's actions are done. */
export const taskComplete = defineTrigger({
  type: 'task-complete',
  title: 'Work is done',
  summary: 'Fires when all actions of the step are done',
  moment: 'data',
  config: z.strictObject({}),
  example: {},
});
