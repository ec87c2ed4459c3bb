import { AppError } from '../../model/errors.ts';
import type { RunId } from '../../model/ids.ts';
import type { RunState } from '../../model/run-state.ts';
import { sameJson } from '../../model/same-json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { CommitAnswer, RunCommit } from '../../ports/run-commit.ts';
import type { Delivery, ExecutorCapabilities, ForkRun } from '../../ports/run-executor.ts';
import type { RunKeys, RunSeal } from '../../ports/run-keys.ts';
import type { RunSnapshot } from '../../ports/run-snapshot.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../../ports/workflow-event-publisher.ts';
import { commandInput } from './command-input.ts';
import { forkCommit } from './fork-run.ts';
import { planMove } from './plan-move.ts';
import { takenOver } from './run-conflicts.ts';
import { mostBytesAtOnce } from './outcome-size.ts';
import type { RunDriver } from './run-driver.ts';
import type { Entry } from './run-entry.ts';
import type { RunFleet } from './run-fleet.ts';
import { demandKeys } from './run-key-care.ts';
import { releasedRun, type RunLoader, unknownRun } from './run-loader.ts';
import { adoptCommit, snapshotRun } from './snapshot-run.ts';
import { isSettled } from './standstill.ts';

export interface RunTravelDeps {
  readonly data: WorkflowDataPort;
  readonly loader: RunLoader;
  readonly fleet: RunFleet;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly epoch: number;
  readonly keys?: RunKeys;
  readonly publisher: WorkflowEventPublisher;
  /** Whether this host is doing anything for the run just now. */
  isUnderWay(state: RunState): boolean;
  /** Called when a run came with all its rows. */
  arrived(commit: RunCommit): void;
  /** Called when another host owns the directory. */
  fenced(): void;
}

export const localCapabilities: ExecutorCapabilities = { multiHost: false, abortEffects: true, maxContextBytes: mostBytesAtOnce };

/** How runs come to an executor with their journal, leave it, and change the definition they follow. */
export interface RunTravel {
  fork(command: ForkRun): Promise<{ readonly runId: RunId; readonly duplicate: boolean }>;
  release(runId: RunId): Promise<RunSnapshot>;
  adopt(snapshot: RunSnapshot): Promise<boolean>;
  purge(runId: RunId): Promise<void>;
  /** A delivery as the run is told it. */
  entryOf(driver: RunDriver, delivery: Delivery): Pick<Entry, 'input' | 'move' | 'blobs'>;
}

export function createRunTravel(deps: RunTravelDeps): RunTravel {
  return new LocalRunTravel(deps);
}

class LocalRunTravel implements RunTravel {
  readonly #deps: RunTravelDeps;

  constructor(deps: RunTravelDeps) {
    this.#deps = deps;
  }

  async fork(command: ForkRun): Promise<{ readonly runId: RunId; readonly duplicate: boolean }> {
    const { data } = this.#deps;
    const known = await data.runs.byStartKey(command.key);
    if (known !== undefined) return { runId: known, duplicate: true };
    const parent = await data.runs.get(command.parent);
    if (parent === undefined) throw unknownRun(command.parent);
    const commit = await forkCommit(command, parent, this.#deps);
    const answer = await data.commitRun(commit);
    this.#demandOwner(answer, commit.runId);
    if (answer.kind === 'duplicate') return { runId: answer.runId, duplicate: true };
    this.#deps.arrived(commit);
    return { runId: commit.runId, duplicate: false };
  }

  async release(runId: RunId): Promise<RunSnapshot> {
    const { data, fleet, epoch, clock, publisher, loader, keys } = this.#deps;
    return await fleet.use(runId, (driver) =>
      driver.leave(releasedRun(runId), async (state, seq) => {
        this.#demandStill(state);
        const row = await data.runs.get(runId);
        if (row === undefined) throw unknownRun(runId);
        const snapshot = await snapshotRun(data, row, { loader, keys });
        const answer = await data.releaseRun({ runId, epoch, expectedSeq: seq, at: clock.now() });
        this.#demandOwner(answer, runId);
        if (answer.kind === 'conflict') throw underWay(runId);
        publisher.publish('cards:changed', { runId });
        return snapshot;
      }),
    );
  }

  async adopt(snapshot: RunSnapshot): Promise<boolean> {
    const { data, epoch, loader } = this.#deps;
    const { runId } = snapshot;
    const here = await data.runs.get(runId);
    if (here !== undefined && here.releasedAt === undefined) return false;
    if (here !== undefined) await this.#demandFurther(snapshot, here.seq);
    const seal = await this.#takeKey(snapshot);
    const commit = await adoptCommit(snapshot, { epoch, loader, seal }).catch(async (error: unknown) => {
      if (here === undefined && seal !== undefined) await this.#deps.keys?.remove(runId);
      throw error;
    });
    if (here !== undefined) {
      await this.#remove(runId);
      await this.#takeKey(snapshot);
    }
    const answer = await data.commitRun(commit);
    this.#demandOwner(answer, runId);
    if (answer.kind !== 'committed') return false;
    this.#deps.arrived(commit);
    return true;
  }

  async purge(runId: RunId): Promise<void> {
    const { data, fleet, loader, publisher } = this.#deps;
    const row = await data.runs.get(runId);
    if (row === undefined) throw unknownRun(runId);
    // One that cannot be read, or only lies here, is told nothing any more.
    const isReadable = fleet.has(runId) || (row.releasedAt === undefined && (await loader.load(runId).then(() => true, () => false)));
    if (isReadable) await fleet.use(runId, (driver) =>
      driver.leave(unknownRun(runId), async (state) => {
        this.#demandStill(state);
        await this.#remove(runId);
      }),
    );
    else await this.#remove(runId);
    publisher.publish('cards:changed', { runId });
  }

  entryOf(driver: RunDriver, delivery: Delivery): Pick<Entry, 'input' | 'move' | 'blobs'> {
    const { command } = delivery;
    if (command.name !== 'migrate') return { input: commandInput({ ...delivery, command }) };
    const { state } = driver;
    if (state === undefined) throw unknownRun(driver.runId);
    if (state.ended === undefined && this.#deps.isUnderWay(state)) throw underWay(driver.runId);
    const { input, definition, moved, blobs } = planMove(this.#deps.loader, command, { state, from: driver.definition });
    return { input, blobs, move: { definition, moved } };
  }

  async #takeKey({ runId, key }: RunSnapshot): Promise<RunSeal | undefined> {
    return key === undefined ? undefined : await demandKeys(this.#deps.keys).takeIn(runId, key);
  }

  #demandOwner(answer: CommitAnswer, runId: RunId): void {
    if (answer.kind !== 'fenced') return;
    this.#deps.fenced();
    throw takenOver(runId);
  }

  #demandStill(state: RunState): void {
    const isStill = state.ended !== undefined || (isSettled(state) && !this.#deps.isUnderWay(state));
    if (!isStill) throw underWay(state.run);
  }

  /** What is kept here was committed: only a journal that goes on from it takes its place. */
  async #demandFurther({ runId, rows }: RunSnapshot, seq: number): Promise<void> {
    const [kept] = await this.#deps.data.runs.events(runId, { after: seq - 1, limit: 1 });
    const given = rows[seq - 1];
    const goesOn = given !== undefined && (kept === undefined || (kept.type === given.type && sameJson(kept.payload, given.payload)));
    if (goesOn) return;
    throw new AppError('precondition_failed', `The snapshot of run '${runId}' does not go on from the ${seq} rows that are kept of it here.`, { next: 'Take in the run as it was handed out last.', data: { reason: 'behind', kept: seq, given: rows.length } });
  }

  async #remove(runId: RunId): Promise<void> {
    const { data, epoch, keys } = this.#deps;
    if (!(await data.purgeRun({ runId, epoch }))) this.#demandOwner({ kind: 'fenced', epoch }, runId);
    await keys?.remove(runId);
  }
}

function underWay(runId: string): AppError {
  return new AppError('precondition_failed', `run '${runId}' has work under way`, { next: `Pause it with \`aiwm runs pause ${runId}\` and wait until it is paused.`, data: { reason: 'in_flight' } });
}

/** Refuses more than an executor takes at once, before anything is written. */
export function demandSize(what: string, value: unknown): void {
  const bytes = JSON.stringify(value)?.length ?? 0;
  if (bytes <= localCapabilities.maxContextBytes) return;
  throw new AppError('input_invalid', `${what} is ${bytes} bytes long; at most ${localCapabilities.maxContextBytes} are taken at once.`, { next: 'Put large data into a file and pass the file.', data: { bytes, most: localCapabilities.maxContextBytes } });
}
