import { AppError } from '../core/domain/model/errors.ts';

/** A failure for a window of the system: what happened, then what to do. */
export function sentences(error: unknown): string {
  if (error instanceof AppError) return [error.message, error.next].filter((sentence) => sentence !== undefined).join('\n\n');
  return error instanceof Error ? error.message : String(error);
}
