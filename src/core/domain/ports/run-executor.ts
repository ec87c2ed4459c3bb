import type { Actor } from '../model/actor.ts';
import type { FileRef } from '../model/blob.ts';
import type { RunId, VersionId, WorkflowId } from '../model/ids.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { IncidentAnswer } from '../model/run.ts';
import type { ForkEffects } from '../model/run-input.ts';
import type { BlobWrite } from './blob-store.ts';
import type { RunSnapshot } from './run-snapshot.ts';

/** A run to begin. The definition is checked and pinned before the first commit. */
export interface StartRun {
  readonly workflowId: WorkflowId;
  readonly versionId?: VersionId;
  readonly versionNumber?: number;
  /** Its slug: part of the journal, so that equal runs in two data directories read alike. */
  readonly workflow: string;
  readonly definition: JsonObject;
  /** Texts of the document templates the definition names by address, as they are now: they stay with the run, and another run of the version may have others. */
  readonly templates?: readonly BlobWrite[];
  /** Already checked against the definition's schema; files are pinned references. */
  readonly inputs: JsonObject;
  readonly files: readonly { readonly input: string; readonly file: FileRef; readonly blob: BlobWrite }[];
  readonly attended: boolean;
  /** Content addresses the run depends on besides its definition: `mock`, the script of the mock model. */
  readonly pins: JsonObject;
  readonly key: string;
  readonly actor: Actor;
  readonly correlationId: string;
}

/** Another definition for a run that has begun. */
export interface MoveRun {
  readonly definition: JsonObject;
  /** As of a run that begins. */
  readonly templates?: readonly BlobWrite[];
  readonly versionId?: VersionId;
  readonly versionNumber?: number;
  /** Ids of nodes that are called otherwise there. */
  readonly mapping: { readonly [node: string]: string };
}

/** A run to begin as a copy of another one's rows. */
export interface ForkRun {
  readonly parent: RunId;
  /** The last row to share: the border of a batch. */
  readonly seq: number;
  /** Variables that change. */
  readonly vars?: JsonObject;
  /** What the one model call that is wanted there asks instead. */
  readonly prompt?: string;
  /** The model of all later model calls. */
  readonly model?: string;
  /** The connector of all later model calls. */
  readonly connector?: string;
  /** What becomes of *once* effects; needed where some may follow. */
  readonly effects?: ForkEffects;
  /** Effects are performed anew even where the parent was answered. */
  readonly afresh?: true;
  /** The definition it follows from there on. */
  readonly moveTo?: MoveRun;
  readonly key: string;
  readonly actor: Actor;
  readonly correlationId: string;
}

/** What an executor can do that others cannot. */
export interface ExecutorCapabilities {
  readonly multiHost: boolean;
  /** A cancelled effect hears of it. */
  readonly abortEffects: boolean;
  /** The most that may be said to a run at once; more is `input_invalid` and changes nothing. */
  readonly maxContextBytes: number;
}

/** What people and programs may tell a run. A visit that is gone answers `precondition_failed` with `data.reason: 'stale'`. */
export type RunCommand =
  | { readonly name: 'pause'; readonly now: boolean; readonly reason?: string }
  | { readonly name: 'resume'; readonly reason?: string }
  | { readonly name: 'stop'; readonly reason?: string }
  | { readonly name: 'resolve'; readonly incident: string; readonly answer: IncidentAnswer; readonly value?: JsonObject; readonly transition?: string; readonly skipValidators?: true; readonly reason?: string }
  | { readonly name: 'break'; readonly visit: string; readonly force: boolean; readonly reason?: string }
  | { readonly name: 'adjust'; readonly visit: string; readonly maxPasses?: number; readonly timeoutMs?: number; readonly throttleMs?: number; readonly next?: true; readonly reason?: string }
  /** `emitter` and `id` tell signals apart: within 30 days the same one is accepted once, whatever the delivery's key. */
  | { readonly name: 'signal'; readonly emitter: string; readonly id: string; readonly signal: string; readonly key?: string; readonly payload: Json }
  /** Only while it is paused and nothing is under way. */
  | ({ readonly name: 'migrate' } & MoveRun)
  /** `hash` names what the answer's giver saw. */
  | { readonly name: 'approval'; readonly visit: string; readonly validator: string; readonly hash: string; readonly decision: 'approve' | 'reject'; readonly comment?: string }
  | { readonly name: 'fire'; readonly visit: string; readonly transition: string; readonly skipValidators?: true; readonly reason?: string }
  | { readonly name: 'action'; readonly visit: string; readonly action: string; readonly reason?: string }
  | { readonly name: 'card'; readonly visit: string; readonly values: JsonObject };

export interface Delivery {
  readonly command: RunCommand;
  /** A second delivery with the same key answers as the first did; another one under it is `conflict`. */
  readonly key: string;
  readonly actor: Actor;
  readonly correlationId: string;
}

/** Drives runs. Answers come after the commit: what is accepted is durable. */
export interface RunExecutor {
  readonly capabilities: ExecutorCapabilities;
  start(command: StartRun): Promise<{ readonly runId: RunId; readonly duplicate: boolean }>;
  deliver(runId: RunId, delivery: Delivery): Promise<{ readonly kind: 'accepted' | 'duplicate'; readonly seq: number }>;
  /** Begins a run as a copy of another one's rows. */
  fork(command: ForkRun): Promise<{ readonly runId: RunId; readonly duplicate: boolean }>;
  /** Hands a run out: from here on it is told nothing here. Only while nothing of it is under way. */
  release(runId: RunId): Promise<RunSnapshot>;
  /** Takes a run that was handed out elsewhere. False when it is driven here already. */
  adopt(snapshot: RunSnapshot): Promise<boolean>;
  /** Removes a run with everything only it has. */
  purge(runId: RunId): Promise<void>;
  /** Resolves when the run has ended or waits for something outside. */
  settled(runId: RunId, signal?: AbortSignal): Promise<void>;
  health(): Promise<{ readonly open: boolean; readonly driving: number; readonly effectsInFlight: number }>;
}
