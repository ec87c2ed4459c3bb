import { AppError } from '../../model/errors.ts';
import type { RunId } from '../../model/ids.ts';

/** What callers hear of a host whose directory another host claimed. */
export function takenOver(runId: RunId): AppError {
  return new AppError('conflict', `another host took over the data directory while run ${runId} was being driven`, {
    next: 'Ask again: the command reaches the new host.',
    data: { reason: 'fenced' },
  });
}

/** What callers hear of a run that stands further than this host knows. */
export function writtenElsewhere(runId: RunId): AppError {
  return new AppError('conflict', `somebody else wrote to run ${runId}`, { next: 'Ask again.', data: { reason: 'conflict' } });
}
