import { hash } from 'node:crypto';
import { AppError } from '../domain/model/errors.ts';
import type { BlobWrite } from '../domain/ports/blob-store.ts';
import type { RunCommit } from '../domain/ports/run-commit.ts';

/**
 * Refuses a batch that would damage a journal: a gap in `seq`, a creation without its header, bytes under a foreign
 * address. Every adapter asks it before it writes, so that a fault of the caller is found where it was made.
 */
export function checkRunCommit(commit: RunCommit): void {
  const { runId, expectedSeq, events } = commit;
  if (events.length === 0) throw refusal(runId, 'holds no event');
  events.forEach((event, index) => {
    const expected = expectedSeq + index + 1;
    if (event.seq !== expected) throw refusal(runId, `has seq ${String(event.seq)} where ${String(expected)} belongs`);
  });
  if (expectedSeq === 0 && commit.header === undefined) throw refusal(runId, 'creates the run without a header');
  for (const blob of commit.blobs) checkBlobAddress(blob);
}

/** Refuses bytes whose SHA-256 is not their address. */
export function checkBlobAddress(blob: Pick<BlobWrite, 'sha256' | 'bytes'>): void {
  if (hash('sha256', blob.bytes, 'hex') === blob.sha256) return;
  throw new AppError('integrity', `The bytes under the address ${blob.sha256} are not the bytes it was made from.`, {
    next: 'Restore the data directory from a backup, or run the work again that made them.',
    data: { sha256: blob.sha256 },
  });
}

function refusal(runId: string, fault: string): AppError {
  return new AppError('unexpected', `A batch of run ${runId} ${fault}; nothing was written.`, { data: { runId } });
}
