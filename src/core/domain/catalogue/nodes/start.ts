import { z } from 'zod';
import { defineNode } from '../node-kind.ts';

/** Where a region begins. The root's start stands for the check of the inputs, made before the run's first row. */
export const start = defineNode({
  type: 'start',
  title: 'Start',
  summary: 'Where the workflow, or a pass of a loop, begins',
  role: 'start',
  config: z.strictObject({}),
  example: {},
  bodies: 0,
  leavesBy: ['immediate'],
  arrive: () => ({ kind: 'leave', by: ['immediate'] }),
});
