import type { Actor } from '../model/actor.ts';
import type { RunId, WorkflowId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunStatus } from '../model/run.ts';
import type { RunHeader, RunProjection, UsageRow } from './run-commit.ts';

/** A run's row: header and projection, without the image. */
export interface RunRow extends RunHeader, Omit<RunProjection, 'image'> {
  readonly id: RunId;
  readonly seq: number;
  readonly updatedAt: number;
  /** When it was handed to another data directory; from then on it only lies here. */
  readonly releasedAt?: number;
  /** True or false once a person said so; a failed run counts as pinned until then. */
  readonly pinned?: boolean;
  /** What it has lost to retention. */
  readonly pruned?: 'payloads' | 'events';
  readonly archivedAt?: number;
  /** Why its row cannot be read; everything else of it is then a guess. */
  readonly unreadable?: string;
}

/** A run as lists show it, with its workflow unless that was deleted. What no list shows is not read. */
export interface ListedRun extends Omit<RunRow, UnlistedField> {
  readonly workflow?: { readonly slug: string; readonly name: string };
}

export type UnlistedField = 'versionId' | 'startKey' | 'correlationId' | 'outputs' | 'transitions';

/** What of its row a run needs to go on. */
export type StandingRow = Pick<RunRow, 'id' | 'workflowId' | 'definitionHash' | 'seq' | 'releasedAt' | 'pruned'>;

/** A run as it is kept: its state is the image with the later rows folded onto it. */
export interface KeptState {
  readonly row: StandingRow;
  /** Absent while the run has none; then `later` holds the journal from its start. */
  readonly image?: JsonObject;
  /** The rows after the image up to `row.seq`, in order, large values by address. */
  readonly later: readonly RunEvent[];
}

/** As {@link KeptState}, with everything its row says. */
export interface KeptRun extends KeptState {
  readonly row: RunRow;
}

/** A run that cannot go on from what is kept of it. */
export interface DamagedRun {
  readonly id: RunId;
  readonly why: string;
}

export interface RunFilter {
  readonly workflowId?: WorkflowId;
  readonly status?: readonly RunStatus[];
  /** Started at or after this time, and before that. */
  readonly startedFrom?: number;
  readonly startedBefore?: number;
  /** Its id begins so. */
  readonly idPrefix?: string;
  /** Its id ends so; looked for among the newest 100,000. */
  readonly idSuffix?: string;
  /** One of these runs. */
  readonly ids?: readonly RunId[];
  /** Its id holds the text, in small letters, or it is a run of one of the workflows. */
  readonly named?: { readonly text: string; readonly workflowIds: readonly WorkflowId[] };
  /** Whether it follows a draft, or a published version. */
  readonly draft?: boolean;
  readonly startedBy?: Actor['kind'];
  /** Its own model calls cost so many millionths of a US dollar or more. */
  readonly microsFrom?: number;
  /** Somebody has to act here, or it stands still for good; none that was handed out. */
  readonly needsPerson?: boolean;
  readonly order?: 'newest' | 'oldest';
  /** Continue after this run. */
  readonly after?: RunId;
  readonly limit: number;
}

export interface WorkflowRunRepository {
  /** The run's row; one that cannot be read says so in `unreadable`. */
  get(id: RunId): Promise<RunRow | undefined>;
  /** Everything the run's state is made from, as of its row. `integrity` where that is not whole. */
  load(id: RunId): Promise<KeptRun | undefined>;
  /** What many runs need to go on, in any order; unknown ones are left out. One that cannot be read fails all. */
  loadMany(ids: readonly RunId[]): Promise<readonly KeptState[]>;
  /** The run that was started with the key, also for 400 days where it is not kept any more. */
  byStartKey(key: string): Promise<RunId | undefined>;
  /** Where the input with this key stands in the run's journal, if it came before. */
  inputSeq(id: RunId, key: string): Promise<number | undefined>;
  /** Every input key of the run. */
  inputKeys(id: RunId): Promise<readonly { readonly key: string; readonly seq: number }[]>;
  list(filter: RunFilter): Promise<readonly ListedRun[]>;
  /** How many waits only a person ends, over all runs that were not handed out. */
  personWaits(): Promise<number>;
  /** Events with `seq > after`, in order. */
  events(id: RunId, options: { readonly after: number; readonly limit: number }): Promise<readonly RunEvent[]>;
  /** Every run that has not ended and was not handed out, oldest first. */
  unfinished(): Promise<readonly { readonly id: RunId; readonly status: RunStatus }[]>;
  /** Timers with `dueAt <= before`, earliest first. */
  dueTimers(options: { readonly before: number; readonly limit: number }): Promise<readonly { readonly runId: RunId; readonly id: string; readonly dueAt: number }[]>;
  nextTimer(): Promise<number | undefined>;
  usage(id: RunId): Promise<readonly UsageRow[]>;
  /** Those of these runs whose image and journal are seen to be damaged, without reading them; one that was whole where it still stands may not be looked at again. */
  damaged(runs: readonly Pick<RunRow, 'id' | 'seq'>[]): Promise<readonly DamagedRun[]>;
}
