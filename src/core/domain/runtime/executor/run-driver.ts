import type { Actor } from '../../model/actor.ts';
import { AppError, type ErrorWire } from '../../model/errors.ts';
import type { RunId, WorkflowId } from '../../model/ids.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { RunState } from '../../model/run-state.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CommitAnswer, RunCommit, RunHeader } from '../../ports/run-commit.ts';
import type { CompiledDefinition } from '../compile-definition.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import type { InFlight } from '../run-status.ts';
import { type FinishedEffect, type Mark, runBatch } from './run-batch.ts';

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

export interface RunDriver {
  readonly runId: RunId;
  readonly definition: CompiledDefinition;
  readonly state: RunState | undefined;
  readonly seq: number;
  /** Entries that wait for their turn, the one under way included. */
  readonly pending: number;
  apply(entry: Entry): Promise<Applied>;
  /** Writes operational rows alone. */
  mark(marks: readonly Mark[]): Promise<void>;
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
export function createRunDriver(loaded: LoadedRun, deps: DriverDeps): RunDriver {
  let { state, seq } = loaded;
  let pending = 0;
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    pending += 1;
    const result = turn.then(work).finally(() => {
      pending -= 1;
    });
    // The next entry has its own outcome; a failure reaches only the caller that waits for this one.
    turn = result.catch(() => undefined);
    return result;
  }

  async function step(entry: Entry): Promise<Applied> {
    const at = Math.max(deps.clock.now(), state?.at ?? 0);
    const decision = decide(loaded.definition, state, entry.input, at);
    if (!decision.ok) return { kind: 'refused', error: decision.error };
    const marks = deps.marksFor(decision.state);
    const after = folded(decision.state, marks, at);
    const { input, key, ...rest } = entry;
    const commit = runBatch({ ...loaded, ...rest, before: state, after, seq, at, epoch: deps.epoch, input, facts: decision.facts, marks, inFlight: deps.inFlight(after), ...(key === undefined ? {} : { inputKey: key }) });
    return await write(commit, after);
  }

  async function write(commit: RunCommit, after: RunState): Promise<Applied> {
    const answer = await deps.commit(commit);
    if (answer.kind === 'duplicate') return answer;
    if (answer.kind !== 'committed') throw refusal(loaded.runId, answer, deps);
    state = after;
    seq = answer.seq;
    deps.committed(driver, commit);
    return answer;
  }

  const driver: RunDriver = {
    runId: loaded.runId,
    definition: loaded.definition,
    get state() {
      return state;
    },
    get seq() {
      return seq;
    },
    get pending() {
      return pending;
    },
    apply: (entry) => inTurn(() => step(entry)),
    mark: (marks) =>
      inTurn(async () => {
        if (state === undefined || marks.length === 0) return;
        const at = Math.max(deps.clock.now(), state.at);
        const after = folded(state, marks, at);
        await write(runBatch({ ...loaded, before: state, after, seq, at, epoch: deps.epoch, facts: [], marks, inFlight: deps.inFlight(after) }), after);
      }),
  };
  return driver;
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
