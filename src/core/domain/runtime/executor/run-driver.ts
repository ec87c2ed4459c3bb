import type { AppError } from '../../model/errors.ts';
import type { RunId, WorkflowId } from '../../model/ids.ts';
import type { RunState } from '../../model/run-state.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CommitAnswer, RunCommit } from '../../ports/run-commit.ts';
import type { RunSeal } from '../../ports/run-keys.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import type { InFlight } from '../run-status.ts';
import type { SealedRun } from '../sealing/sealed-run.ts';
import { EngineFault, withoutWords } from './engine-fault.ts';
import { ImageRhythm } from './image-rhythm.ts';
import { type BatchParts, type Mark, runBatch } from './run-batch.ts';
import { sealedBatch } from './sealed-batch.ts';
import { entryWithSealedBytes } from './sealed-entry.ts';
import { takenOver, writtenElsewhere } from './run-conflicts.ts';
import type { Applied, Claim, Entry, LoadedRun } from './run-entry.ts';
import { Turns } from './turns.ts';

export interface DriverDeps {
  readonly clock: Clock;
  readonly epoch: number;
  commit(commit: RunCommit): Promise<CommitAnswer>;
  /** The run as it is kept; undefined when it was never written. */
  reread(runId: RunId): Promise<LoadedRun | undefined>;
  /** What begins with the batch that leads to this state: *once* effects whose slot is free. */
  claim(state: RunState): Claim;
  inFlight(state: RunState): InFlight;
  /** A key for a run that holds sensitive values from now on. */
  newSeal(runId: RunId): Promise<RunSeal>;
  /** Called after each commit, never before. */
  committed(driver: RunDriver, commit: RunCommit): void;
  /** Called when the run was read again, since it may stand further than anybody was told. */
  caughtUp(driver: RunDriver, seq: number): void;
  /** Called when nobody can say whether a commit was kept: {@link RunDriver.settleDoubt} reads it again. */
  inDoubt(driver: RunDriver): void;
  /** Called when another host owns the directory. */
  fenced(): void;
}

type Step = Pick<BatchParts, 'at' | 'facts' | 'marks' | 'after'> & {
  /** As it was said, and as it is kept: what is sensitive in it may be sealed. */
  readonly given?: Entry;
  readonly entry?: Entry;
  readonly definition?: CompiledDefinition;
};

/**
 * Holds one run in memory and feeds it one input at a time: decide, commit, then go on from the new state. The state in
 * memory is never ahead of the journal, so that dropping a driver loses nothing. After a commit that failed it may be
 * behind: nobody can say whether a disk that reported an error kept the batch. It is read again at once, and in any case
 * before the next step.
 */
export class RunDriver {
  readonly #run: LoadedRun;
  readonly #deps: DriverDeps;
  #definition: CompiledDefinition;
  #state: RunState | undefined;
  /** How it is kept, once it may hold sensitive values. */
  #sealed: SealedRun | undefined;
  #seq: number;
  /** Why nothing more is said to the run here. */
  #over: AppError | undefined;
  #isInDoubt = false;
  /** What a commit was reported as failed for, and where it would stand; `kept` once it was found there after all. */
  #doubted: { readonly entry: Entry; readonly seq: number; readonly kept?: true } | undefined;
  #images: ImageRhythm;
  /** Addresses its commits have kept while it was in memory. */
  readonly #kept = new Set<string>();
  readonly #turns = new Turns();

  constructor(run: LoadedRun, deps: DriverDeps) {
    this.#run = run;
    this.#deps = deps;
    this.#definition = run.definition;
    this.#state = run.state;
    this.#sealed = run.sealed;
    this.#seq = run.seq;
    this.#images = new ImageRhythm(run.imageSeq);
  }

  get runId(): RunId {
    return this.#run.runId;
  }

  get workflowId(): WorkflowId {
    return this.#run.workflowId;
  }

  get definition(): CompiledDefinition {
    return this.#definition;
  }

  get state(): RunState | undefined {
    return this.#state;
  }

  /** Of the last row it knows of. */
  get seq(): number {
    return this.#seq;
  }

  /** The run's key, if it holds sensitive values. */
  get seal(): RunSeal | undefined {
    return this.#sealed?.seal;
  }

  /** Entries that wait for their turn, the one under way included. */
  get pending(): number {
    return this.#turns.pending;
  }

  /** Feeds what somebody said. If the engine fails on it, it is thrown as an {@link EngineFault} and the run stands as it was. */
  apply(entry: Entry): Promise<Applied> {
    return this.#turns.take(() => this.#step(entry));
  }

  /**
   * Feeds what the host itself has to tell, such as an outcome or a timer. Nobody could answer for a fault of the engine
   * on it, so that the run waits for a person, and the answer is `faulted`: the input was not taken.
   */
  tell(entry: Entry): Promise<Applied | { readonly kind: 'faulted'; readonly fault: EngineFault }> {
    return this.#turns.take(async () => {
      try {
        return await this.#step(entry);
      } catch (fault) {
        if (!(fault instanceof EngineFault)) throw fault;
        await this.#step({ input: { type: 'host', kind: 'engine_error', detail: fault.detail } });
        return { kind: 'faulted', fault };
      }
    });
  }

  /** Writes operational rows alone: those `marksOf` the state when it is their turn. Answers whether there were any. */
  mark(marksOf: (state: RunState) => readonly Mark[]): Promise<boolean> {
    return this.#turns.take(async () => {
      await this.#catchUp();
      const marks = this.#state === undefined ? [] : marksOf(this.#state);
      if (this.#state === undefined || marks.length === 0) return false;
      const at = this.#now();
      const answer = await this.#write({ at, after: folded(this.#state, marks, at), facts: [], marks });
      if (answer.kind === 'conflict') throw writtenElsewhere(this.runId);
      return true;
    });
  }

  /** Takes the run out of this host in its own turn; once `work` is done, whoever speaks to it hears `over`. */
  leave<Result>(over: AppError, work: (state: RunState, seq: number) => Promise<Result>): Promise<Result> {
    return this.#turns.take(async () => {
      await this.#catchUp();
      if (this.#state === undefined) throw over;
      const result = await work(this.#state, this.#seq);
      this.#over = over;
      return result;
    });
  }

  /** Reads the run again if a commit is in doubt, and lets it go on from there. */
  settleDoubt(): Promise<void> {
    return this.#turns.take(() => this.#catchUp());
  }

  /** A run's time never goes back, whatever the clock does. */
  #now(): number {
    return Math.max(this.#deps.clock.now(), this.#state?.at ?? 0);
  }

  async #catchUp(): Promise<void> {
    if (this.#over !== undefined) throw this.#over;
    if (!this.#isInDoubt) return;
    const kept = await this.#deps.reread(this.runId);
    // Nobody else writes while this host has the directory: whatever stands there now is that very batch.
    this.#doubted = this.#doubted !== undefined && (kept?.seq ?? 0) >= this.#doubted.seq ? { ...this.#doubted, kept: true } : undefined;
    this.#state = kept?.state;
    this.#sealed = kept?.sealed;
    this.#definition = kept?.definition ?? this.#definition;
    this.#seq = kept?.seq ?? 0;
    this.#images = new ImageRhythm(kept?.imageSeq ?? 0);
    this.#kept.clear();
    this.#isInDoubt = false;
    if (this.#state !== undefined) this.#deps.caughtUp(this, this.#seq);
  }

  async #step(entry: Entry): Promise<Applied> {
    if (this.#isInDoubt || this.#over !== undefined) await this.#catchUp();
    // Told once more because the first time seemed to fail: it is there, and it is not told twice.
    if (this.#doubted?.kept === true && this.#doubted.entry === entry) return { kind: 'committed', seq: this.#doubted.seq };
    const first = await this.#attempt(entry);
    if (first.kind !== 'conflict') return first;
    // What is kept is further than what is in memory: a commit that was reported as failed was written after all.
    await this.#catchUp();
    const second = await this.#attempt(entry);
    if (second.kind === 'conflict') throw writtenElsewhere(this.runId);
    return second;
  }

  async #attempt(given: Entry): Promise<Applied | { readonly kind: 'conflict' }> {
    const definition = given.move?.definition ?? this.#definition;
    if (definition.sensitive !== undefined) this.#sealed ??= { seal: await this.#deps.newSeal(this.runId), state: this.#state };
    const entry = this.#sealed === undefined ? given : entryWithSealedBytes(given, this.#sealed.seal, definition);
    const { input } = entry;
    const at = this.#now();
    const decision = this.#guarded(input.type, () => decide(definition, this.#state, { input, at }));
    if (!decision.ok) return { kind: 'refused', error: decision.error };
    const claim = this.#deps.claim(decision.state);
    const after = claim.marks.length === 0 ? decision.state : folded(decision.state, claim.marks, at);
    let answer: Applied | { readonly kind: 'conflict' } | undefined;
    try {
      answer = await this.#write({ given, entry, at, after, facts: decision.facts, marks: claim.marks, definition });
      if (answer.kind === 'committed') this.#definition = definition;
      return answer;
    } finally {
      if (answer?.kind !== 'committed') claim.drop();
    }
  }

  /** What the pure engine throws is its own fault, whatever the error looks like. */
  #guarded<Result>(input: string, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      throw new EngineFault(input, this.runId, this.#sealed === undefined ? error : withoutWords(error));
    }
  }

  async #write(step: Step): Promise<Applied | { readonly kind: 'conflict' }> {
    const { runId } = this.#run;
    const before = this.#state;
    const withImage = this.#images.isDue({ before, after: step.after, seq: this.#seq });
    const { commit, sealed } = this.#guarded(step.entry?.input.type ?? 'mark', () => {
      const parts = this.#partsOf(step, withImage);
      const kept = this.#sealed === undefined ? undefined : sealedBatch(parts, this.#sealed, step.definition ?? this.#definition);
      return { commit: runBatch(kept ?? parts), sealed: kept === undefined || this.#sealed === undefined ? undefined : { ...this.#sealed, state: kept.after } };
    });
    this.#isInDoubt = true;
    let answer: CommitAnswer;
    try {
      answer = await this.#deps.commit(commit);
    } catch (error) {
      // It may have been kept all the same, and then nobody else would let the run go on.
      this.#doubted = step.given === undefined ? undefined : { entry: step.given, seq: commit.expectedSeq + 1 };
      this.#deps.inDoubt(this);
      throw error;
    }
    if (answer.kind === 'fenced') {
      this.#deps.fenced();
      throw takenOver(runId);
    }
    if (answer.kind === 'conflict') return { kind: 'conflict' };
    // The input may have come through a commit that was reported as failed: memory is read again before the next step.
    if (answer.kind === 'duplicate') {
      this.#deps.inDoubt(this);
      return answer;
    }
    this.#isInDoubt = false;
    this.#state = step.after;
    this.#sealed = sealed;
    for (const blob of commit.blobs) this.#kept.add(blob.sha256);
    this.#seq = answer.seq;
    if (commit.projection.image !== undefined && step.after.ended === undefined) this.#images.written(commit.projection.image, answer.seq);
    this.#deps.committed(this, commit);
    return { kind: 'committed', seq: commit.expectedSeq + 1 };
  }

  /** Each field by its name: every step of every run passes here, and copying what is not known by name takes longer than the rest. */
  #partsOf({ entry, at, after, facts, marks, definition }: Step, withImage: boolean): BatchParts {
    const { runId, workflowId } = this.#run;
    return {
      runId, workflowId, at, after, facts, marks, withImage,
      definition: definition ?? this.#definition,
      before: this.#state,
      seq: this.#seq,
      epoch: this.#deps.epoch,
      input: entry?.input,
      inputKey: entry?.key,
      actor: entry?.actor,
      correlationId: entry?.correlationId,
      header: entry?.header,
      blobs: entry?.blobs,
      result: entry?.result,
      spend: entry?.spend,
      moved: entry?.move?.moved,
      inFlight: this.#deps.inFlight(after),
      kept: this.#kept,
    };
  }
}

function folded(state: RunState, marks: readonly Mark[], at: number): RunState {
  return marks.reduce((folding, { type, payload }) => evolve(folding, { kind: 'operational', type, payload, at }), state);
}
