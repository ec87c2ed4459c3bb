import { AppError } from './errors.ts';
import type { RunId } from './ids.ts';

/** What a person can do with a run that nothing goes on from here. */
export function wayOutOfStall(runId: RunId): string {
  return `Restore the data directory from a backup, or remove the run with \`aiwm runs purge ${runId}\`; other runs go on.`;
}

/**
 * The failure of reading a run as whoever speaks to it hears it: what is kept of it cannot be read, so that it stands as
 * stalled and nothing is done with it. Anything else, such as a key that is not at hand now, stays what it is.
 */
export function stalledRun(runId: RunId, error: unknown): unknown {
  if (!(error instanceof AppError) || !unreadable.has(error.code) || isStalled(error)) return error;
  return new AppError('integrity', `Run ${runId} is stalled, since what is kept of it cannot be read: ${error.message}`, { next: wayOutOfStall(runId), data: { reason: 'stalled', run: runId }, cause: error });
}

/** Whether the failure is that of a run that is stalled. */
export function isStalled(error: unknown): boolean {
  return error instanceof AppError && error.code === 'integrity' && error.data?.['reason'] === 'stalled';
}

/** Of reading what the run is kept as: bytes that are gone, damaged, or no definition. */
const unreadable: ReadonlySet<AppError['code']> = new Set(['integrity', 'not_found', 'definition_invalid']);
