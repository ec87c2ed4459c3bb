import type { Actor } from '../../model/actor.ts';
import { AppError, type ErrorWire } from '../../model/errors.ts';
import type { RunId, WorkflowId } from '../../model/ids.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CommitAnswer, RunCommit, RunHeader } from '../../ports/run-commit.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import type { InFlight } from '../run-status.ts';
import { type BatchParts, type FinishedEffect, type Mark, runBatch } from './run-batch.ts';

/** One thing said to a run, with what its row and its commit carry besides. */
export interface Entry {
  readonly input: RunInput;
  readonly key?: string;
  readonly actor?: Actor;
  readonly correlationId?: string;
  readonly header?: RunHeader;
  readonly blobs?: readonly BlobWrite[];
  readonly result?: FinishedEffect;
}

export type Applied =
  | { readonly kind: 'committed'; readonly seq: number }
  | { readonly kind: 'duplicate'; readonly runId: RunId; readonly seq: number }
  | { readonly kind: 'refused'; readonly error: ErrorWire };

export interface DriverDeps {
  readonly clock: Clock;
  readonly epoch: number;
  commit(commit: RunCommit): Promise<CommitAnswer>;
  /** Marks to write with the batch that leads to this state, such as the start of a *once* effect whose slot is free. */
  marksFor(state: RunState): readonly Mark[];
  inFlight(state: RunState): InFlight;
  /** Called after each commit, never before. */
  committed(driver: RunDriver, commit: RunCommit): void;
  /** Called when another host owns the directory. */
  fenced(): void;
}

export interface LoadedRun {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly definition: CompiledDefinition;
  readonly state: RunState | undefined;
  readonly seq: number;
}

/**
 * Holds one run in memory and feeds it one input at a time: decide, commit, then go on from the new state. The state in
 * memory is never ahead of the journal, so that dropping a driver loses nothing.
 */
export class RunDriver {
  readonly #run: LoadedRun;
  readonly #deps: DriverDeps;
  #state: RunState | undefined;
  #seq: number;
  #pending = 0;
  /** Addresses its commits have kept while it was in memory. */
  readonly #kept = new Set<string>();
  #turn: Promise<unknown> = Promise.resolve();

  constructor(run: LoadedRun, deps: DriverDeps) {
    this.#run = run;
    this.#deps = deps;
    this.#state = run.state;
    this.#seq = run.seq;
  }

  get runId(): RunId {
    return this.#run.runId;
  }

  get state(): RunState | undefined {
    return this.#state;
  }

  /** Entries that wait for their turn, the one under way included. */
  get pending(): number {
    return this.#pending;
  }

  apply(entry: Entry): Promise<Applied> {
    return this.#inTurn(() => this.#step(entry));
  }

  /** Writes operational rows alone. */
  mark(marks: readonly Mark[]): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state === undefined || marks.length === 0) return;
      const at = this.#now();
      await this.#write({ at, after: folded(this.#state, marks, at), facts: [], marks });
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#pending += 1;
    const result = this.#turn.then(work).finally(() => {
      this.#pending -= 1;
    });
    // The next entry has its own outcome; a failure reaches only the caller that waits for this one.
    this.#turn = result.catch(() => undefined);
    return result;
  }

  /** A run's time never goes back, whatever the clock does. */
  #now(): number {
    return Math.max(this.#deps.clock.now(), this.#state?.at ?? 0);
  }

  async #step({ input, key, ...entry }: Entry): Promise<Applied> {
    const at = this.#now();
    const decision = decide(this.#run.definition, this.#state, { input, at });
    if (!decision.ok) return { kind: 'refused', error: decision.error };
    const marks = this.#deps.marksFor(decision.state);
    const after = folded(decision.state, marks, at);
    return await this.#write({ ...entry, at, after, input, facts: decision.facts, marks, ...(key === undefined ? {} : { inputKey: key }) });
  }

  async #write(step: Omit<BatchParts, 'runId' | 'workflowId' | 'before' | 'seq' | 'epoch' | 'inFlight' | 'kept'>): Promise<Applied> {
    const { runId, workflowId } = this.#run;
    const { epoch } = this.#deps;
    const commit = runBatch({ ...step, runId, workflowId, before: this.#state, seq: this.#seq, epoch, inFlight: this.#deps.inFlight(step.after), kept: this.#kept });
    const answer = await this.#deps.commit(commit);
    if (answer.kind === 'duplicate') return answer;
    if (answer.kind !== 'committed') throw refusal(runId, answer, this.#deps);
    this.#state = step.after;
    for (const blob of commit.blobs) this.#kept.add(blob.sha256);
    this.#seq = answer.seq;
    this.#deps.committed(this, commit);
    // Where the input stands, which is what a duplicate of it is answered.
    return { kind: 'committed', seq: commit.expectedSeq + 1 };
  }
}

function folded(state: RunState, marks: readonly Mark[], at: number): RunState {
  return marks.reduce((folding, { type, payload }) => evolve(folding, { kind: 'operational', type, payload, at }), state);
}

function refusal(runId: RunId, answer: CommitAnswer, deps: DriverDeps): AppError {
  if (answer.kind === 'fenced') {
    deps.fenced();
    return new AppError('conflict', `another host took over the data directory while run ${runId} was being driven`, {
      next: 'Ask again: the command reaches the new host.',
      data: { reason: 'fenced' },
    });
  }
  return new AppError('conflict', `somebody else wrote to run ${runId}`, { next: 'Ask again.', data: { reason: 'conflict' } });
}
