import { z } from 'zod';
import { defineNode } from '../node-kind.ts';
import { unclearWaits } from '../unclear-waits.ts';

/** A step that runs its entry actions in order. */
export const workStep = defineNode({
  type: 'workStep',
  title: 'Work step',
  summary: 'Runs actions one after the other',
  role: 'step',
  config: z.strictObject({}),
  example: {},
  bodies: 0,
  leavesBy: ['task-complete', 'condition', 'manual-advance', 'scheduled', 'error'],
  problems: unclearWaits,
  arrive: () => ({ kind: 'leave', by: ['task-complete', 'condition'] }),
});
