import type { Actor } from '../model/actor.ts';
import type { AuditEntry } from '../model/audit-row.ts';
import type { RunId, VersionId, WorkflowId } from '../model/ids.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { RunStatus, WaitReason } from '../model/run.ts';
import type { ApprovalRow } from './approval-repository.ts';
import type { ArtifactRow } from './artifact-repository.ts';
import type { BlobWrite } from './blob-store.ts';
import type { CardRow } from './card-repository.ts';

/** What stands on a run's row for good; written by the commit that creates it. */
export interface RunHeader {
  readonly workflowId: WorkflowId;
  /** Absent for a run of a draft. */
  readonly versionId?: VersionId;
  readonly versionNumber?: number;
  /** Of the definition the run is pinned to; `definition` finds it as a blob. */
  readonly definitionHash: string;
  readonly attended: boolean;
  readonly startedAt: number;
  readonly actor: Actor;
  /** Two starts with one key are one run. Kept 400 days. */
  readonly startKey: string;
  readonly correlationId: string;
  /** The run it was forked from, and the last row it shares with it. */
  readonly parent?: { readonly runId: RunId; readonly seq: number };
}

/** The run's row after the batch. */
export interface RunProjection {
  readonly status: RunStatus;
  readonly reasons: readonly WaitReason[];
  /**
   * The state image: region tree, wanted effects, small values; large values stand as addresses. Absent where the one
   * before it stays: the rows after it say the rest.
   */
  readonly image?: JsonObject;
  readonly activeNodes: readonly string[];
  readonly openIncidents: number;
  readonly outcome?: string;
  /** Large values stand as addresses here too; whoever shows them reads the image. */
  readonly outputs?: Json;
  readonly error?: JsonObject;
  readonly endedAt?: number;
  /** The transition count, for lists. */
  readonly transitions: number;
}

/** One batch: an input row, what was decided on it, and everything that must be true at the same instant. */
export interface RunCommit {
  readonly runId: RunId;
  /** The run's last `seq` before this batch; 0 creates the run and needs `header`. */
  readonly expectedSeq: number;
  readonly epoch: number;
  readonly header?: RunHeader;
  /** Unique in the run for its life: a second input with the same key is answered `duplicate`. */
  readonly inputKey?: string;
  /** Keys of inputs that came with the rows of a run from elsewhere. */
  readonly inputKeys?: readonly { readonly key: string; readonly seq: number }[];
  /** What the run is pinned to from here on. */
  readonly moved?: Pick<RunHeader, 'definitionHash' | 'versionId' | 'versionNumber'>;
  readonly events: readonly RunEvent[];
  readonly projection: RunProjection;
  readonly timers: { readonly set: readonly { readonly id: string; readonly dueAt: number }[]; readonly cleared: readonly string[] };
  readonly cards: { readonly opened: readonly CardRow[]; readonly closed: readonly { readonly id: string; readonly state: CardRow['state']; readonly at: number; readonly values?: JsonObject; readonly actor?: Actor }[] };
  /** Approvals the batch changed, as they are after it. */
  readonly approvals?: readonly ApprovalRow[];
  readonly artifacts: readonly ArtifactRow[];
  readonly usage: readonly UsageRow[];
  /** Reservations of attempts whose outcome this is: they hold nothing from here on. */
  readonly settled?: readonly string[];
  readonly blobs: readonly BlobWrite[];
  /** The row of the audit log of the command it is an answer to. */
  readonly audit?: AuditEntry;
}

/** What one attempt of an effect used. */
export interface UsageRow {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly effect: string;
  readonly attempt: number;
  readonly node: string;
  readonly at: number;
  readonly connector: string;
  /** Label of the key it was asked with. */
  readonly credential?: string;
  readonly model: string;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly calls: number;
  /** Millionths of a US dollar, by the price of `pricedAsOf`; absent where nobody knows the price. */
  readonly micros?: number;
  readonly pricedAsOf?: string;
  /** `assumed`: nobody told, so that the most it may have used stands. `inherited`: a fork took the answer over, which used nothing. */
  readonly how: 'measured' | 'assumed' | 'inherited';
  /** Of the reservation it settled. A later row with the same one takes its place: what was assumed is known by then. */
  readonly claim?: string;
}

export type CommitAnswer =
  | { readonly kind: 'committed'; readonly seq: number }
  /** The input key was used before; `seq` is where that input stands. */
  | { readonly kind: 'duplicate'; readonly runId: RunId; readonly seq: number }
  /** Somebody else wrote: re-read and decide again. */
  | { readonly kind: 'conflict'; readonly seq: number }
  /** Another host owns the directory: drop everything in memory. */
  | { readonly kind: 'fenced'; readonly epoch: number };
