import type { Overview } from '../../../../core/domain/operations/overview.ts';

export type Step = keyof Overview['steps'];

/** In the order they are offered. */
export const steps: readonly Step[] = ['run', 'card', 'document', 'workflow'];
