import { AppError } from '../../model/errors.ts';
import type { RunCommit } from '../../ports/run-commit.ts';
import type { RunCommand } from '../../ports/run-executor.ts';
import type { RunDriver } from './run-driver.ts';
import type { Entry } from './run-entry.ts';

interface Bounded {
  /** @default 1,000,000 */
  readonly maxFacts?: number;
}

const mostFacts = 1_000_000;

/** What a run is told once its journal is full: it is paused, so that what is under way still finds its place and nothing new begins. */
export function pauseOfFull({ maxFacts = mostFacts }: Bounded, { expectedSeq, events }: RunCommit, { state }: RunDriver): Entry | undefined {
  const isFull = expectedSeq + events.length >= maxFacts && state !== undefined && state.ended === undefined && state.pause === undefined;
  return isFull ? { input: { type: 'command', name: 'pause', now: false, reason: 'its journal is full' } } : undefined;
}

/** A run whose journal is full is not resumed. It may be stopped, and forked at an earlier row. */
export function demandRoom({ maxFacts = mostFacts }: Bounded, { runId, seq }: Pick<RunDriver, 'runId' | 'seq'>, command: RunCommand): void {
  if (command.name !== 'resume' || seq < maxFacts) return;
  throw new AppError('precondition_failed', `the journal of run '${runId}' is full: it has ${seq} rows of ${maxFacts} at most`, {
    next: `Stop it with \`aiwm runs stop ${runId}\`; \`aiwm runs fork ${runId} --at <row>\` goes on from an earlier row.`,
    data: { reason: 'journal_full', rows: seq, most: maxFacts },
  });
}
