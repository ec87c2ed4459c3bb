import type { Actor } from '../../model/actor.ts';
import type { ErrorWire } from '../../model/errors.ts';
import type { RunId, WorkflowId } from '../../model/ids.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { RunCommit, RunHeader } from '../../ports/run-commit.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import type { SealedRun } from '../sealing/sealed-run.ts';
import type { Spend } from './claims/attempt-spend.ts';
import type { FinishedEffect, Mark } from './run-batch.ts';

/** One thing said to a run, with what its row and its commit carry besides. */
export interface Entry {
  readonly input: RunInput;
  readonly key?: string;
  readonly actor?: Actor;
  readonly correlationId?: string;
  readonly header?: RunHeader;
  readonly blobs?: readonly BlobWrite[];
  readonly result?: FinishedEffect;
  /** What the attempt this is the outcome of used. */
  readonly spend?: Spend;
  /** The definition the run follows from this input on, and how its row names it. */
  readonly move?: { readonly definition: CompiledDefinition; readonly moved: NonNullable<RunCommit['moved']> };
}

export type Applied =
  /** `seq` is where the input stands: a batch begins with it. */
  | { readonly kind: 'committed'; readonly seq: number }
  | { readonly kind: 'duplicate'; readonly runId: RunId; readonly seq: number }
  | { readonly kind: 'refused'; readonly error: ErrorWire };

/** Marks that want to be written with a batch, and what they hold: `drop` gives it back when the batch is not written. */
export interface Claim {
  readonly marks: readonly Mark[];
  drop(): void;
}

/** A run as it is kept, ready to go on; one that is about to start has no state and stands at 0. */
export interface LoadedRun {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly definition: CompiledDefinition;
  readonly state: RunState | undefined;
  readonly seq: number;
  /** Where the kept image stands, 0 while there is none. */
  readonly imageSeq: number;
  /** How it is kept, if it holds sensitive values. */
  readonly sealed?: SealedRun;
}
