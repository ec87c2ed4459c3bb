import type { RunId, WorkflowId } from '../model/ids.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunStatus } from '../model/run.ts';
import type { RunHeader, RunProjection, UsageRow } from './run-commit.ts';

/** A run's row: header and projection, without the image. */
export interface RunRow extends RunHeader, Omit<RunProjection, 'image'> {
  readonly id: RunId;
  readonly seq: number;
  readonly updatedAt: number;
}

export interface RunFilter {
  readonly workflowId?: WorkflowId;
  readonly status?: readonly RunStatus[];
  /** Newest first; continue after this run. */
  readonly after?: RunId;
  readonly limit: number;
}

export interface WorkflowRunRepository {
  get(id: RunId): Promise<RunRow | undefined>;
  /** The row with its state image, to go on with. */
  load(id: RunId): Promise<{ readonly row: RunRow; readonly image: RunProjection['image'] } | undefined>;
  byStartKey(key: string): Promise<RunId | undefined>;
  /** Where the input with this key stands in the run's journal, if it came before. */
  inputSeq(id: RunId, key: string): Promise<number | undefined>;
  list(filter: RunFilter): Promise<readonly RunRow[]>;
  /** Events with `seq > after`, in order. */
  events(id: RunId, options: { readonly after: number; readonly limit: number }): Promise<readonly RunEvent[]>;
  /** Every run that has not ended, oldest first. */
  unfinished(): Promise<readonly { readonly id: RunId; readonly status: RunStatus }[]>;
  /** Timers with `dueAt <= before`, earliest first. */
  dueTimers(options: { readonly before: number; readonly limit: number }): Promise<readonly { readonly runId: RunId; readonly id: string; readonly dueAt: number }[]>;
  nextTimer(): Promise<number | undefined>;
  usage(id: RunId): Promise<readonly UsageRow[]>;
}
