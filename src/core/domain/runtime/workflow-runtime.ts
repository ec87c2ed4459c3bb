import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppError, type ErrorWire } from '../model/errors.ts';
import { ArtifactId, type RunId } from '../model/ids.ts';
import type { RunStatus } from '../model/run.ts';
import type { Clock } from '../ports/clock.ts';
import type { EffectPorts } from '../ports/effect-ports.ts';
import type { Ids } from '../ports/ids.ts';
import type { Random } from '../ports/random.ts';
import type { RunCommit } from '../ports/run-commit.ts';
import type { Delivery, RunExecutor, StartRun } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import { announceCommit } from './executor/announce-commit.ts';
import { createEffectSlots } from './executor/effect-slots.ts';
import { EffectWorker } from './executor/effect-worker.ts';
import { interruptionsOf, recoverRun } from './executor/recovery.ts';
import { type Applied, type Entry, type LoadedRun, RunDriver } from './executor/run-driver.ts';
import { createRunFleet, type RunFleet } from './executor/run-fleet.ts';
import { createRunLoader, type RunLoader, unknownRun } from './executor/run-loader.ts';
import { createRunWaiters } from './executor/run-waiters.ts';
import { newRun } from './executor/new-run.ts';
import { commandInput } from './executor/command-input.ts';
import { isHalted, isSettled } from './executor/standstill.ts';
import { startTimerWorker, type TimerWorker } from './executor/timer-worker.ts';

export interface RuntimeDeps {
  readonly data: WorkflowDataPort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly publisher: WorkflowEventPublisher;
  readonly ports: EffectPorts;
  readonly catalogue: Catalogue;
  /** From `data.claim`; every commit carries it. */
  readonly epoch: number;
  /** Effects at once, of all runs. @default 8 */
  readonly effectSlots?: number;
  /** Hears of what no run and no caller can be told. */
  readonly onFault: (error: unknown) => void;
}

/** The local {@link RunExecutor}: it drives the runs of one data directory, over one `WorkflowDataPort`. */
export interface WorkflowRuntime extends RunExecutor {
  /** Recovers what the last host left in the middle, then lets timers and effects begin. Call it once, first. */
  open(): Promise<void>;
  /** Aborts effects under way and stops; what was committed stays, what was not runs again in the next host. */
  close(): Promise<void>;
  readonly loader: RunLoader;
}

export function createWorkflowRuntime(deps: RuntimeDeps): WorkflowRuntime {
  return new LocalWorkflowRuntime(deps);
}

class LocalWorkflowRuntime implements WorkflowRuntime {
  readonly loader: RunLoader;
  readonly #deps: RuntimeDeps;
  readonly #effects: EffectWorker;
  readonly #fleet: RunFleet;
  readonly #waiters = createRunWaiters();
  #timers: TimerWorker | undefined;
  #isOpen = false;

  constructor(deps: RuntimeDeps) {
    this.#deps = deps;
    this.loader = createRunLoader(deps.data, deps.catalogue);
    this.#effects = this.#createEffects();
    this.#fleet = createRunFleet({
      load: async (runId) => this.#driverFor(await this.loader.load(runId)),
      isStill: (driver) => this.#isStill(driver),
      dropped: (runId) => { this.#waiters.tell(runId); },
    });
  }

  async open(): Promise<void> {
    const interrupted = await this.#recover();
    this.#isOpen = true;
    for (const runId of interrupted) await this.#fleet.use(runId, (driver) => Promise.resolve(this.#drive(driver)));
    this.#timers = startTimerWorker({
      clock: this.#deps.clock,
      runs: this.#deps.data.runs,
      fire: (runId, id) => this.#fleet.use(runId, async (driver) => void (await this.#tell(driver, { input: { type: 'timer', id } }))),
      onFault: this.#deps.onFault,
    });
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#timers?.close();
    await this.#effects.close();
    this.#waiters.tellAll();
  }

  async start(command: StartRun): Promise<{ readonly runId: RunId; readonly duplicate: boolean }> {
    const known = await this.#deps.data.runs.byStartKey(command.key);
    if (known !== undefined) return { runId: known, duplicate: true };
    const { loaded, entry } = newRun(command, { ...this.#deps, loader: this.loader });
    const applied = await this.#fleet.adopt(this.#driverFor(loaded), (driver) => this.#tell(driver, entry));
    if (applied.kind === 'refused') throw refused(applied.error);
    return applied.kind === 'duplicate' ? { runId: applied.runId, duplicate: true } : { runId: loaded.runId, duplicate: false };
  }

  async deliver(runId: RunId, delivery: Delivery): Promise<{ readonly kind: 'accepted' | 'duplicate'; readonly seq: number }> {
    const before = await this.#deps.data.runs.inputSeq(runId, delivery.key);
    if (before !== undefined) return { kind: 'duplicate', seq: before };
    const { key, actor, correlationId } = delivery;
    const applied = await this.#fleet.use(runId, (driver) => this.#tell(driver, { input: commandInput(delivery), key, actor, correlationId }));
    if (applied.kind === 'refused') throw refused(applied.error);
    return { kind: applied.kind === 'duplicate' ? 'duplicate' : 'accepted', seq: applied.seq };
  }

  async settled(runId: RunId, signal?: AbortSignal): Promise<void> {
    while (this.#isOpen && this.#fleet.has(runId)) await this.#waiters.next(runId, signal);
    const row = await this.#deps.data.runs.get(runId);
    if (row === undefined) throw unknownRun(runId);
  }

  health(): Promise<{ readonly open: boolean; readonly driving: number; readonly effectsInFlight: number }> {
    return Promise.resolve({ open: this.#isOpen, driving: this.#fleet.size, effectsInFlight: this.#effects.count });
  }

  #createEffects(): EffectWorker {
    const { clock, ports, publisher, catalogue, ids, onFault } = this.#deps;
    return new EffectWorker({
      clock,
      ports,
      slots: createEffectSlots(this.#deps.effectSlots ?? 8),
      effectKind: (kind) => catalogue.effects.get(kind),
      newArtifactId: () => ArtifactId.parse(ids.next()),
      onProgress: (driver, effect, text) => { publisher.publish('run:progress', { runId: driver.runId, effect: effect.id, text }); },
      deliver: async (driver, input, result) => {
        await this.#tell(driver, { input, ...(result === undefined ? {} : { result }) });
      },
      onRest: (driver) => { this.#fleet.tidy(driver.runId); },
      onFault,
    });
  }

  #driverFor(loaded: LoadedRun): RunDriver {
    return new RunDriver(loaded, {
      clock: this.#deps.clock,
      epoch: this.#deps.epoch,
      commit: (commit) => this.#deps.data.commitRun(commit),
      marksFor: (state) => this.#effects.startMarks(state),
      inFlight: (state) => this.#effects.inFlight(state),
      committed: (driver, commit) => { this.#committed(driver, commit); },
      fenced: () => {
        this.#isOpen = false;
        this.#fleet.dropAll();
        this.#waiters.tellAll();
      },
    });
  }

  #committed(driver: RunDriver, commit: RunCommit): void {
    announceCommit(this.#deps.publisher, commit);
    for (const timer of commit.timers.set) this.#timers?.wake(timer.dueAt);
    if (this.#isOpen) this.#drive(driver);
  }

  /** Lets a run go on by itself: its effects, and the next step of a long one. */
  #drive(driver: RunDriver): void {
    this.#effects.reconcile(driver);
    if (driver.state?.continueDue !== true || isHalted(driver.state)) return;
    this.#fleet.use(driver.runId, (used) => this.#tell(used, { input: { type: 'continue' } })).catch(this.#deps.onFault);
  }

  /** Feeds one entry. If the engine itself fails on it, nothing of it is written and the run waits for a person. */
  async #tell(driver: RunDriver, entry: Entry): Promise<Applied> {
    try {
      return await driver.apply(entry);
    } catch (error) {
      if (error instanceof AppError || driver.state === undefined) throw error;
      this.#deps.onFault(error);
      const detail = error instanceof Error ? error.message : String(error);
      return await driver.apply({ input: { type: 'host', kind: 'engine_error', detail } });
    }
  }

  /** Answers the runs that were in the middle of something, those that met fewer crashes first. */
  async #recover(): Promise<readonly RunId[]> {
    const cut = (await this.#deps.data.runs.unfinished()).filter((run) => inMotion.includes(run.status));
    const loaded: { readonly runId: RunId; readonly interruptions: number }[] = [];
    for (const { id } of cut) {
      const found = await this.loader.load(id).catch(this.#deps.onFault);
      if (found !== undefined) loaded.push({ runId: id, interruptions: interruptionsOf(found.state) });
    }
    const inOrder = loaded.toSorted((a, b) => a.interruptions - b.interruptions).map(({ runId }) => runId);
    for (const runId of inOrder) {
      await this.#fleet.use(runId, (driver) => recoverRun(driver, () => this.#deps.clock.now())).catch(this.#deps.onFault);
    }
    return inOrder;
  }

  #isStill(driver: RunDriver): boolean {
    return isSettled(driver.state) && !this.#effects.isBusy(driver.runId);
  }
}

/** What a host leaves when it dies under way; every other run waits for something outside, or is over. */
const inMotion: readonly RunStatus[] = ['queued', 'running', 'pausing'];

function refused(error: ErrorWire): AppError {
  return new AppError(error.code, error.message, error);
}
