import { z } from 'zod';

/** Of a workflow or template others shall not begin with any more: what takes its place, and why. */
export const Lifecycle = z.strictObject({ status: z.literal('deprecated'), successor: z.string().min(1).max(64).optional(), note: z.string().max(1000).optional() });
export type Lifecycle = z.infer<typeof Lifecycle>;

/** What a workflow was made from: another one, by its slug and, where it was a published state, the version; or a template of the product. */
export const MadeFrom = z.strictObject({ workflow: z.string().min(1).max(64).optional(), version: z.int().min(1).optional(), template: z.string().min(1).max(64).optional() });
export type MadeFrom = z.infer<typeof MadeFrom>;
