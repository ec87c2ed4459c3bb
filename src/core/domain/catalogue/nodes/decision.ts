import { z } from 'zod';
import { defineNode } from '../node-kind.ts';

/** A branch: the conditions stand on its transitions, and the first that holds is taken. */
export const decision = defineNode({
  type: 'decision',
  title: 'Decision',
  summary: 'Takes the first transition whose condition holds',
  role: 'step',
  config: z.strictObject({}),
  example: {},
  bodies: 0,
  leavesBy: ['condition', 'error'],
  arrive: () => ({ kind: 'leave', by: ['condition'] }),
});
