import type { RunId, WorkflowId } from '../model/ids.ts';
import type { Json } from '../model/json.ts';
import type { RunPart } from '../model/run-parts.ts';
import type { UsageRow } from './run-commit.ts';

/** Bytes on the disk. */
export interface HistorySize {
  /** The database, its log, and blobs that are files. */
  readonly total: number;
  /** Of them, pages of the database that hold nothing. */
  readonly free: number;
  readonly log: number;
}

/** Numbers that are kept, not counted. */
export interface HistoryCounts {
  readonly runs: number;
  readonly blobs: number;
  readonly blobBytes: number;
}

export interface PruneFilter {
  readonly part: RunPart;
  /** Ended before this time. */
  readonly endedBefore: number;
  readonly workflowId?: WorkflowId;
  /** Failed runs nobody has unpinned stay. */
  readonly keepFailed: boolean;
  /** Only runs that were written to an archive. */
  readonly archivedOnly: boolean;
}

/** A run that may lose a part, and the bytes that would be free. */
export interface PrunableRun {
  readonly id: RunId;
  readonly workflowId: WorkflowId;
  readonly endedAt: number;
  readonly bytes: number;
}

/** An outcome that came when its run no longer waited for it: it changed nothing, and was paid for. */
export interface LooseEnd {
  readonly runId: RunId;
  readonly effect: string;
  readonly attempt: number;
  readonly at: number;
  readonly output: Json;
}

/** History with a ceiling. Runs that go on, are paused, pinned, kept as a test or handed out never lose anything. */
export interface RunHistory {
  size(): Promise<HistorySize>;
  counts(): Promise<HistoryCounts>;
  /** Runs that may lose the part, longest ended first; go on after the last one of the page before. */
  prunable(filter: PruneFilter & { readonly after?: Pick<PrunableRun, 'id' | 'endedAt'>; readonly limit: number }): Promise<readonly PrunableRun[]>;
  /**
   * Takes the part from these runs, as far as they still may lose it, in one transaction. Answers those that did: none where
   * this process did not claim the data, or another one has since.
   */
  prune(runs: readonly RunId[], filter: PruneFilter): Promise<readonly PrunableRun[]>;
  /** Answers whether there is such a run. */
  pin(run: { readonly runId: RunId; readonly pinned: boolean }): Promise<boolean>;
  markArchived(run: { readonly runId: RunId; readonly at: number }): Promise<void>;
  looseEnds(runId: RunId): Promise<readonly LooseEnd[]>;
  keepLooseEnd(end: LooseEnd, usage?: UsageRow): Promise<void>;
  /** Seals what long journals have gathered: one segment for each call. Answers whether it sealed one. */
  seal(): Promise<boolean>;
  /** Gives at most so many empty pages back to the disk, and cuts the log to its cap. Answers the bytes. */
  compact(pages: number): Promise<number>;
  /** Makes a database from before able to shrink: everything is written anew, once. Answers false where it is. */
  rebuild(): Promise<boolean>;
  /** Removes blobs nothing uses, and files no row names that are older than a day before `now`; answers how many. Start keys of runs that are gone are forgotten after 400 days. */
  sweep(now: number): Promise<number>;
}
