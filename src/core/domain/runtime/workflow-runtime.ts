import type { Catalogue } from '../catalogue/catalogue.ts';
import { AppError, type ErrorWire } from '../model/errors.ts';
import { ArtifactId, type RunId } from '../model/ids.ts';
import type { RunState } from '../model/run-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { EffectPorts } from '../ports/effect-ports.ts';
import type { Ids } from '../ports/ids.ts';
import type { Random } from '../ports/random.ts';
import type { Delivery, RunExecutor } from '../ports/run-executor.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import { announceCommit } from './executor/announce-commit.ts';
import { createEffectSlots } from './executor/effect-slots.ts';
import { createEffectWorker } from './executor/effect-worker.ts';
import { interruptionsOf, recoverRun } from './executor/recovery.ts';
import { type Applied, createRunDriver, type Entry, type LoadedRun, type RunDriver } from './executor/run-driver.ts';
import { createRunFleet } from './executor/run-fleet.ts';
import { createRunLoader, type RunLoader } from './executor/run-loader.ts';
import { createRunWaiters } from './executor/run-waiters.ts';
import { newRun } from './executor/new-run.ts';
import { commandInput } from './executor/command-input.ts';
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
  onFault(error: unknown): void;
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
  const loader = createRunLoader(deps.data, deps.catalogue);
  const waiters = createRunWaiters();
  let timers: TimerWorker | undefined;
  let isOpen = false;

  const effects = createEffectWorker({
    clock: deps.clock,
    ports: deps.ports,
    slots: createEffectSlots(deps.effectSlots ?? 8),
    effectKind: (kind) => deps.catalogue.effectKind(kind),
    newArtifactId: () => ArtifactId.parse(deps.ids.next()),
    onProgress: (driver, effect, text) => { deps.publisher.publish('run:progress', { runId: driver.runId, effect: effect.id, text }); },
    deliver: async (driver, input, result) => {
      await tell(driver, { input, ...(result === undefined ? {} : { result }) });
    },
    onRest: (driver) => {
      fleet.tidy(driver.runId);
      waiters.tell(driver.runId);
    },
    onFault: deps.onFault,
  });

  const fleet = createRunFleet({
    load: async (runId) => driverFor(await loader.load(runId)),
    isStill: (driver) => isSettled(driver.state) && !effects.isBusy(driver.runId),
  });

  function driverFor(loaded: LoadedRun): RunDriver {
    return createRunDriver(loaded, {
      clock: deps.clock,
      epoch: deps.epoch,
      commit: (commit) => deps.data.commitRun(commit),
      marksFor: (state) => effects.startMarks(state),
      inFlight: (state) => effects.inFlight(state),
      committed: (driver, commit) => {
        announceCommit(deps.publisher, commit);
        for (const timer of commit.timers.set) timers?.wake(timer.dueAt);
        if (isOpen) drive(driver);
        waiters.tell(driver.runId);
      },
      fenced: () => {
        isOpen = false;
        fleet.dropAll();
      },
    });
  }

  /** Lets a run go on by itself: its effects, and the next step of a long one. */
  function drive(driver: RunDriver): void {
    effects.reconcile(driver);
    const { state } = driver;
    if (state?.continueDue !== true || state.pause !== undefined || state.ended !== undefined) return;
    fleet.use(driver.runId, (used) => tell(used, { input: { type: 'continue' } })).catch(deps.onFault);
  }

  /** Feeds one entry. If the engine itself fails on it, nothing of it is written and the run waits for a person. */
  async function tell(driver: RunDriver, entry: Entry): Promise<Applied> {
    try {
      return await driver.apply(entry);
    } catch (error) {
      if (error instanceof AppError || driver.state === undefined) throw error;
      deps.onFault(error);
      const detail = error instanceof Error ? error.message : String(error);
      return await driver.apply({ input: { type: 'host', kind: 'engine_error', detail } });
    }
  }

  async function deliver(runId: RunId, delivery: Delivery): Promise<{ kind: 'accepted' | 'duplicate'; seq: number }> {
    const before = await deps.data.runs.inputSeq(runId, delivery.key);
    if (before !== undefined) return { kind: 'duplicate', seq: before };
    const { key, actor, correlationId } = delivery;
    const applied = await fleet.use(runId, (driver) => tell(driver, { input: commandInput(delivery), key, actor, correlationId }));
    if (applied.kind === 'refused') throw refused(applied.error);
    return { kind: applied.kind === 'duplicate' ? 'duplicate' : 'accepted', seq: applied.seq };
  }

  async function recover(): Promise<void> {
    const unfinished = await deps.data.runs.unfinished();
    const cut = unfinished.filter((run) => ['running', 'queued', 'pausing'].includes(run.status));
    const loaded = await Promise.all(cut.map(async ({ id }) => ({ id, interruptions: interruptionsOf((await loader.load(id)).state) })));
    for (const { id } of loaded.toSorted((a, b) => a.interruptions - b.interruptions)) {
      await fleet.use(id, (driver) => recoverRun(driver, { now: () => deps.clock.now(), onFault: deps.onFault })).catch(deps.onFault);
    }
    isOpen = true;
    for (const { id } of loaded) {
      await fleet.use(id, (driver) => Promise.resolve(drive(driver))).catch(deps.onFault);
    }
  }

  async function fireTimer(runId: RunId, timer: string): Promise<void> {
    await fleet.use(runId, (driver) => tell(driver, { input: { type: 'timer', id: timer } }));
  }

  return {
    loader,
    async open() {
      await recover();
      timers = startTimerWorker({ clock: deps.clock, runs: deps.data.runs, fire: fireTimer, onFault: deps.onFault });
    },
    async close() {
      isOpen = false;
      await timers?.close();
      await effects.close();
      waiters.tellAll();
    },
    async start(command) {
      const known = await deps.data.runs.byStartKey(command.key);
      if (known !== undefined) return { runId: known, duplicate: true };
      const { loaded, entry } = newRun(command, deps);
      const applied = await fleet.adopt(driverFor(loaded), (driver) => tell(driver, entry));
      if (applied.kind === 'refused') throw refused(applied.error);
      return applied.kind === 'duplicate' ? { runId: applied.runId, duplicate: true } : { runId: loaded.runId, duplicate: false };
    },
    deliver,
    async settled(runId, signal) {
      while (isOpen && !(await isStill(runId))) await waiters.next(runId, signal);
    },
    health: () => Promise.resolve({ open: isOpen, driving: fleet.size, effectsInFlight: effects.count }),
  };

  async function isStill(runId: RunId): Promise<boolean> {
    return await fleet.use(runId, (driver) => Promise.resolve(isSettled(driver.state) && !effects.isBusy(runId)));
  }
}

/** Nothing goes on by itself: the run is over, or only something from outside moves it. */
function isSettled(state: RunState | undefined): boolean {
  if (state === undefined || state.ended !== undefined) return true;
  if (state.pause !== undefined) return true;
  return !state.continueDue && Object.keys(state.wanted).length === 0;
}

function refused(error: ErrorWire): AppError {
  return new AppError(error.code, error.message, error);
}
