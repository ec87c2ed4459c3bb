import type { Catalogue } from '../catalogue/catalogue.ts';
import { endsSoon } from '../model/run-rest.ts';
import type { Budget } from '../model/budget.ts';
import { AppError, type ErrorWire } from '../model/errors.ts';
import { ArtifactId, type RunId } from '../model/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { EffectPorts } from '../ports/effect-ports.ts';
import type { EffectSurroundings } from '../ports/effect-surroundings.ts';
import type { Ids } from '../ports/ids.ts';
import type { Random } from '../ports/random.ts';
import type { RunKeys } from '../ports/run-keys.ts';
import type { TimeZones } from '../ports/time-zones.ts';
import type { RunCommit } from '../ports/run-commit.ts';
import type { Delivery, ForkRun, RunExecutor, StartRun } from '../ports/run-executor.ts';
import type { RunSnapshot } from '../ports/run-snapshot.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import { announceCommit } from './executor/announce-commit.ts';
import { createEffectClaims, type EffectClaims, noBudgets } from './executor/claims/effect-claims.ts';
import { Deadlines } from './executor/deadlines.ts';
import { createEffectSlots } from './executor/effect-slots.ts';
import { EffectWorker } from './executor/effect-worker.ts';
import { EngineFault } from './executor/engine-fault.ts';
import { createForkAnswers } from './executor/fork-answers.ts';
import { newRun } from './executor/new-run.ts';
import { hasProbe } from './executor/probe-effect.ts';
import { recoverRun } from './executor/recover-run.ts';
import { cutShortRuns, recoverRuns } from './executor/recover-runs.ts';
import { takenOver } from './executor/run-conflicts.ts';
import { RunDriver } from './executor/run-driver.ts';
import type { Entry, LoadedRun } from './executor/run-entry.ts';
import { createRunFleet, type RunFleet } from './executor/run-fleet.ts';
import { createRunLoader, type RunLoader, unknownRun } from './executor/run-loader.ts';
import { demandKeys, forgetStrayKeys } from './executor/run-key-care.ts';
import { createRunTravel, demandSize, localCapabilities, type RunTravel } from './executor/run-travel.ts';
import { createRunWaiters, waitUntil } from './executor/run-waiters.ts';
import { isSettled } from './executor/standstill.ts';
import { demandSameDelivery } from './executor/same-delivery.ts';
import { deliveryKey, earlierSeq } from './executor/signal-keys.ts';
import { keepLooseEnd } from './executor/loose-ends.ts';
import { tellOnce } from './executor/tell-run.ts';
import { demandRoom, pauseOfFull } from './executor/full-journal.ts';
import { untilDone } from './executor/until-done.ts';
import { startTimerWorker, type TimerWorker } from './executor/timer-worker.ts';
import { ZoneArming } from './executor/zone-arming.ts';

export interface RuntimeDeps {
  readonly data: WorkflowDataPort;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  /** Without them no run with sensitive values begins or goes on. */
  readonly keys?: RunKeys;
  readonly zones: TimeZones;
  readonly publisher: WorkflowEventPublisher;
  readonly ports: EffectPorts;
  readonly catalogue: Catalogue;
  /** From `data.claim`; every commit carries it. */
  readonly epoch: number;
  /** From `data.claim`: whether the host before stopped without a word. @default true */
  readonly afterCrash?: boolean;
  /** Rows a journal may have before its run is paused. @default 1,000,000 */
  readonly maxFacts?: number;
  /** Effects at once, of all runs. @default 8 */
  readonly effectSlots?: number;
  /** The budgets of the settings of a profile; a promise only while they are being read again. @default none */
  readonly budgets?: (profile: string) => readonly Budget[] | Promise<readonly Budget[]>;
  /** What belongs around each effect that is performed. @default nothing */
  readonly around?: EffectSurroundings;
  /** Hears of what no run and no caller can be told. */
  readonly onFault: (error: unknown) => void;
}

/** The local {@link RunExecutor}: it drives the runs of one data directory, over one `WorkflowDataPort`. */
export interface WorkflowRuntime extends RunExecutor {
  /** Recovers what the last host left in the middle, then lets timers and effects begin. Call it once, first. */
  open(): Promise<void>;
  /** Sets runs going that could not be read when the host opened: keys that could not be had then may be at hand now. */
  recoverUnread(): Promise<void>;
  /** Aborts effects under way and stops; what was committed stays, what was not runs again in the next host. */
  close(): Promise<void>;
  readonly loader: RunLoader;
}

export function createWorkflowRuntime(deps: RuntimeDeps): WorkflowRuntime {
  return new LocalWorkflowRuntime(deps);
}

type Phase = 'new' | 'open' | 'closed' | 'fenced';

/**
 * `new`: nothing is driven and nobody may say anything yet, since recovery comes first. `open`: runs are driven.
 * `closed`: asked to stop.
 * `fenced`: another host owns the directory, so that nothing in memory is worth anything.
 * Every part of the executor meets in this class and nowhere else, which makes the file longer than most.
 */
class LocalWorkflowRuntime implements WorkflowRuntime {
  readonly capabilities = localCapabilities;
  readonly loader: RunLoader;
  readonly #deps: RuntimeDeps;
  readonly #deadlines: Deadlines;
  readonly #claims: EffectClaims;
  readonly #effects: EffectWorker;
  readonly #zones: ZoneArming;
  readonly #fleet: RunFleet;
  readonly #waiters = createRunWaiters();
  readonly #travel: RunTravel;
  #timers: TimerWorker | undefined;
  #phase: Phase = 'new';
  readonly #closing = new AbortController();

  constructor(deps: RuntimeDeps) {
    this.#deps = deps;
    this.loader = createRunLoader(deps.data, deps.catalogue, deps.keys);
    this.#deadlines = new Deadlines(deps);
    this.#claims = this.#createClaims();
    this.#effects = this.#createEffects();
    this.#zones = new ZoneArming({ ...deps, deadlines: this.#deadlines, closing: this.#closing.signal, onRest: (driver) => { this.#fleet.tidy(driver.runId); } });
    this.#fleet = createRunFleet({
      load: async (runId) => this.#driverFor(await this.loader.load(runId)),
      isStill: (driver) => isSettled(driver.state) && !this.#effects.isBusy(driver.runId),
      dropped: (runId) => { this.#waiters.tell(runId); },
    });
    this.#travel = createRunTravel({
      ...deps,
      loader: this.loader,
      fleet: this.#fleet,
      isUnderWay: (state) => this.#effects.isBusy(state.run) || this.#effects.inFlight(state).inFlight > 0,
      arrived: (commit) => { this.#arrived(commit); },
      fenced: () => { this.#fence(); },
    });
  }

  async recoverUnread(): Promise<void> {
    if (this.#phase !== 'open') return;
    const { data, clock, catalogue, afterCrash = true, onFault } = this.#deps;
    const outside = { now: () => clock.now(), afterCrash, hasProbe: (kind: string) => hasProbe(catalogue.effects.get(kind)) };
    // One that goes on by itself is in memory; what is not and should be could not be read.
    const ids = (await cutShortRuns(data.runs)).filter((id) => !this.#fleet.has(id));
    await Promise.all(ids.map((id) => this.#fleet.use(id, async (driver) => {
      await recoverRun(driver, outside);
      this.#goOn(driver);
    }).catch(onFault)));
    this.#timers?.tryAgain();
  }

  async open(): Promise<void> {
    await this.#deps.data.usage.settleBefore(this.#deps.epoch, this.#deps.clock.now());
    const recovered = await recoverRuns({
      data: this.#deps.data,
      loader: this.loader,
      fleet: this.#fleet,
      driverFor: (loaded) => this.#driverFor(loaded),
      now: () => this.#deps.clock.now(),
      afterCrash: this.#deps.afterCrash ?? true,
      hasProbe: (kind) => hasProbe(this.#deps.catalogue.effects.get(kind)),
      isWanted: () => this.#phase === 'new',
      onFault: this.#deps.onFault,
    });
    // It may have been closed, or fenced, meanwhile.
    if (this.#phase !== 'new') return;
    await forgetStrayKeys(this.#deps).catch(this.#deps.onFault);
    this.#phase = 'open';
    for (const runId of recovered) this.#fleet.use(runId, async (driver) => { this.#goOn(driver); }).catch(this.#deps.onFault);
    this.#timers = startTimerWorker({
      clock: this.#deps.clock,
      runs: this.#deps.data.runs,
      fire: async (runId, id) => await this.#fleet.use(runId, async (driver) => (await driver.tell({ input: { type: 'timer', id } })).kind === 'committed'),
      onFault: this.#deps.onFault,
    });
  }

  async close(): Promise<void> {
    if (this.#phase !== 'fenced') this.#phase = 'closed';
    this.#closing.abort(new AppError('interrupted', 'the host is closing'));
    // Before anything is awaited: no run is looked at any more, so that an effect might begin that its run has let go.
    this.#effects.abandon();
    await this.#timers?.close();
    await this.#effects.close();
    await this.#zones.idle();
    await this.#fleet.idle();
    this.#deadlines.close();
    if (this.#phase === 'closed') await this.#deps.data.release({ epoch: this.#deps.epoch, at: this.#deps.clock.now() });
    this.#waiters.tellAll();
  }

  async start(command: StartRun): Promise<{ readonly runId: RunId; readonly duplicate: boolean }> {
    this.#requireOpen();
    const known = await this.#deps.data.runs.byStartKey(command.key);
    if (known !== undefined) return { runId: known, duplicate: true };
    demandSize('What the run is to begin with', command.inputs);
    const { loaded, entry } = newRun(command, { ...this.#deps, loader: this.loader });
    const applied = await this.#fleet.adopt(this.#driverFor(loaded), (driver) => this.#apply(driver, entry));
    if (applied.kind === 'refused') throw refused(applied.error);
    return applied.kind === 'duplicate' ? { runId: applied.runId, duplicate: true } : { runId: loaded.runId, duplicate: false };
  }

  async deliver(runId: RunId, delivery: Delivery): Promise<{ readonly kind: 'accepted' | 'duplicate'; readonly seq: number }> {
    this.#requireOpen();
    const { actor, correlationId } = delivery;
    demandSize('What the run is told', delivery.command);
    const now = this.#deps.clock.now();
    const key = deliveryKey(delivery, now);
    const before = await earlierSeq(this.#deps.data.runs, runId, { delivery, now });
    const again = async (seq: number): Promise<{ readonly kind: 'duplicate'; readonly seq: number }> => {
      await demandSameDelivery(this.#deps.data.runs, runId, { delivery, seq });
      return { kind: 'duplicate', seq };
    };
    if (before !== undefined) return await again(before);
    const applied = await this.#fleet.use(runId, (driver) => {
      demandRoom(this.#deps, driver, delivery.command);
      return this.#apply(driver, { ...this.#travel.entryOf(driver, delivery), key, actor, correlationId });
    });
    if (applied.kind === 'committed') return { kind: 'accepted', seq: applied.seq };
    if (applied.kind === 'duplicate') return await again(applied.seq);
    // The same delivery may have come at the same time: what it changed is why this one is refused.
    const meanwhile = await this.#deps.data.runs.inputSeq(runId, key);
    if (meanwhile === undefined) throw refused(applied.error);
    return await again(meanwhile);
  }

  async fork(command: ForkRun): Promise<{ readonly runId: RunId; readonly duplicate: boolean }> {
    this.#requireOpen();
    return await this.#travel.fork(command);
  }

  async release(runId: RunId): Promise<RunSnapshot> {
    this.#requireOpen();
    return await this.#travel.release(runId);
  }

  async adopt(snapshot: RunSnapshot): Promise<boolean> {
    this.#requireOpen();
    return await this.#travel.adopt(snapshot);
  }

  async purge(runId: RunId): Promise<void> {
    this.#requireOpen();
    await this.#travel.purge(runId);
  }

  async settled(runId: RunId, signal?: AbortSignal): Promise<void> {
    const isOver = async (): Promise<boolean> => {
      if (this.#phase === 'fenced') throw takenOver(runId);
      if (this.#phase === 'open' && this.#fleet.has(runId)) return false;
      const row = await this.#deps.data.runs.get(runId);
      if (row === undefined) throw unknownRun(runId);
      // While the row was read, a timer or a person may have set the run going again.
      return this.#phase !== 'open' || (!this.#fleet.has(runId) && (row.releasedAt !== undefined || !endsSoon(row, this.#deps.clock.now())));
    };
    await waitUntil(this.#waiters, runId, { isOver, signal });
  }

  health(): Promise<{ readonly open: boolean; readonly driving: number; readonly effectsInFlight: number }> {
    return Promise.resolve({ open: this.#phase === 'open', driving: this.#fleet.size, effectsInFlight: this.#effects.count });
  }

  #requireOpen(): void {
    if (this.#phase === 'open') return;
    if (this.#phase === 'fenced') throw new AppError('conflict', 'another host took over the data directory', { next: 'Ask again: the command reaches the new host.', data: { reason: 'fenced' } });
    throw new AppError('interrupted', this.#phase === 'new' ? 'the host is still starting' : 'the host is closing', { next: 'Ask again in a moment.' });
  }

  #createClaims(): EffectClaims {
    const { data, clock, ports, catalogue, epoch, ids, onFault, budgets = noBudgets } = this.#deps;
    return createEffectClaims({
      clock, ports, epoch, onFault, budgets,
      usage: data.usage,
      deadlines: this.#deadlines,
      effectKind: (kind) => catalogue.effects.get(kind),
      newClaimId: () => ids.next(),
      fenced: () => { this.#fence(); },
    });
  }

  #createEffects(): EffectWorker {
    const { clock, ports, publisher, catalogue, ids, around, onFault } = this.#deps;
    const looseEnd = (driver: RunDriver, entry: Entry): Promise<void> => keepLooseEnd({ history: this.#deps.data.history, clock, claims: this.#claims }, driver, entry);
    return new EffectWorker({
      looseEnd,
      claims: this.#claims,
      clock,
      ports,
      ...(around === undefined ? {} : { around }),
      deadlines: this.#deadlines,
      forkAnswers: createForkAnswers({ data: this.#deps.data, loader: this.loader, newArtifactId: () => ArtifactId.parse(ids.next()) }),
      slots: createEffectSlots(this.#deps.effectSlots ?? 8),
      effectKind: (kind) => catalogue.effects.get(kind),
      newArtifactId: () => ArtifactId.parse(ids.next()),
      onProgress: (runId, effect, piece) => { publisher.publish('run:progress', { runId, effect, ...piece }); },
      late: ({ runId }, entry) => {
        if (this.#phase === 'open') this.#fleet.use(runId, (driver) => tellOnce({ onFault, looseEnd }, driver, entry)).catch(onFault);
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
      reread: (runId) => this.#reread(runId),
      claim: (state) => this.#effects.claim(state),
      inFlight: (state) => this.#effects.inFlight(state),
      newSeal: (runId) => demandKeys(this.#deps.keys).create(runId),
      committed: (driver, commit) => { this.#committed(driver, commit); },
      caughtUp: (driver, seq) => {
        this.#deps.publisher.publish('run:committed', { runId: driver.runId, seq });
        this.#timers?.wake(Number.NEGATIVE_INFINITY);
        if (this.#phase === 'open') this.#goOn(driver);
      },
      inDoubt: (driver) => { this.#settleDoubt(driver.runId); },
      fenced: () => { this.#fence(); },
    });
  }

  /** A run that came with all its rows goes on from there. */
  #arrived(commit: RunCommit): void {
    const { runId } = commit;
    this.#fleet.use(runId, async (driver) => { this.#committed(driver, commit); }).catch(this.#deps.onFault);
  }

  /** Nothing that follows from a commit may look to its caller as if it had failed. */
  #committed(driver: RunDriver, commit: RunCommit): void {
    try {
      announceCommit(this.#deps.publisher, commit);
    } catch (error) {
      this.#deps.onFault(error);
    }
    for (const timer of commit.timers.set) this.#timers?.wake(timer.dueAt);
    const full = pauseOfFull(this.#deps, commit, driver);
    if (full !== undefined) this.#fleet.use(driver.runId, (found) => tellOnce(this.#deps, found, full)).catch(this.#deps.onFault);
    if (this.#phase === 'open') this.#goOn(driver);
  }

  /** Sets going what the run wants of the host. */
  #goOn(driver: RunDriver): void {
    this.#effects.reconcile(driver);
    this.#zones.reconcile(driver);
  }

  /** Held in the fleet until it is done: a run nobody uses would be dropped as it stands in memory. */
  #settleDoubt(runId: RunId): void {
    const deps = { ...this.#deps, deadlines: this.#deadlines };
    this.#fleet.use(runId, (driver) => untilDone(deps, this.#closing.signal, () => driver.settleDoubt())).catch((error: unknown) => {
      if (!this.#closing.signal.aborted) this.#deps.onFault(error);
    });
  }

  async #reread(runId: RunId): Promise<LoadedRun | undefined> {
    const row = await this.#deps.data.runs.get(runId);
    return row === undefined ? undefined : await this.loader.load(runId);
  }

  #fence(): void {
    this.#phase = 'fenced';
    this.#closing.abort(new AppError('interrupted', 'another host took over'));
    this.#effects.abandon();
    this.#timers?.close().catch(this.#deps.onFault);
    this.#fleet.dropAll();
    this.#waiters.tellAll();
  }

  async #apply(driver: RunDriver, entry: Entry): ReturnType<RunDriver['apply']> {
    try {
      return await driver.apply(entry);
    } catch (error) {
      if (error instanceof EngineFault) this.#deps.onFault(error);
      throw error;
    }
  }
}

function refused(error: ErrorWire): AppError {
  return new AppError(error.code, error.message, error);
}
