import type { RunState, WantedEffect } from '../../model/run-state.ts';
import type { InFlight } from '../run-status.ts';
import { type AttemptDeps, seeThrough, startMark } from './effect-attempt.ts';
import { EffectJob, hostCloses, jobName, noLongerWanted } from './effect-job.ts';
import type { ForkAnswers } from './fork-answers.ts';
import type { RunDriver } from './run-driver.ts';
import type { Claim, Entry } from './run-entry.ts';
import { isHalted } from './standstill.ts';
import { settleEffectDoubt } from './settle-effect-doubt.ts';
import { tellRun } from './tell-run.ts';

export interface EffectWorkerDeps extends Omit<AttemptDeps, 'closing'> {
  /** What a fork is told instead of performing an effect. */
  readonly forkAnswers: ForkAnswers;
  /** Nothing of this run is under way any more for now. */
  onRest(driver: RunDriver): void;
}

const faultRestMs = 1000;

/** Performs what runs want, within a bound, and turns each end into the run's next input. */
export class EffectWorker {
  readonly #deps: EffectWorkerDeps & AttemptDeps;
  readonly #closing = new AbortController();
  /** By run, then by {@link jobName}. */
  readonly #jobs = new Map<string, Map<string, EffectJob>>();
  /** Slots of *once* effects whose start is being committed, by run and job. */
  readonly #claims = new Map<string, () => void>();
  /** Outcomes the engine failed on, by run and job. Only memory has them; the next host asks again. */
  readonly #parked = new Map<string, Map<string, Entry>>();
  readonly #continuing = new Map<string, Promise<void>>();

  constructor(deps: EffectWorkerDeps) {
    this.#deps = { ...deps, closing: this.#closing.signal };
  }

  /** Effects under way, of all runs. */
  get count(): number {
    let count = 0;
    for (const jobs of this.#jobs.values()) for (const job of jobs.values()) if (job.hasBegun) count += 1;
    return count;
  }

  isBusy(runId: string): boolean {
    return this.#jobs.has(runId) || this.#continuing.has(runId);
  }

  inFlight(state: RunState): InFlight {
    let inFlight = 0;
    for (const job of this.#jobs.get(state.run)?.values() ?? []) if (job.hasBegun && !isUnwanted(state, job.effect)) inFlight += 1;
    return { inFlight, everClaimed: this.#deps.slots.free > 0 || inFlight > 0 || state.transitions > 1 };
  }

  /** Starts *once* effects with the commit that schedules them, as far as slots are free: it saves a commit of their own. */
  claim(state: RunState): Claim {
    // A fork may be answered from its parent's journal: what is not performed has not started.
    if (this.#closing.signal.aborted || state.fork !== undefined) return noClaim;
    const claimed: { readonly effect: WantedEffect; readonly name: string }[] = [];
    for (const id in state.wanted) {
      const effect = state.wanted[id];
      if (effect?.repeat !== 'once' || effect.started || effect.notBefore !== undefined || isHalted(state)) continue;
      const name = `${state.run} ${jobName(effect)}`;
      if (this.#jobs.get(state.run)?.has(jobName(effect)) === true || this.#claims.has(name)) continue;
      const slot = this.#deps.slots.tryTake();
      if (slot === undefined) break;
      this.#claims.set(name, slot);
      claimed.push({ effect, name });
    }
    if (claimed.length === 0) return noClaim;
    return { marks: claimed.map(({ effect }) => startMark(effect)), drop: () => { for (const { name } of claimed) this.#takeClaim(name)?.(); } };
  }

  /** Starts what the run wants and is not under way, and cuts what it wants no longer. */
  reconcile(driver: RunDriver): void {
    const { state } = driver;
    if (this.#closing.signal.aborted || state === undefined) return;
    const jobs = this.#jobs.get(state.run);
    const halted = isHalted(state);
    for (const job of jobs?.values() ?? []) {
      if (isUnwanted(state, job.effect) || (halted && job.phase === 'waiting')) job.cut(noLongerWanted);
    }
    if (state.ended !== undefined) this.#parked.delete(state.run);
    if (halted) return;
    for (const id in state.wanted) {
      const effect = state.wanted[id];
      if (effect !== undefined && !(jobs?.has(jobName(effect)) ?? false)) this.#start(driver, effect);
    }
    if (state.continueDue && !this.#continuing.has(state.run)) this.#continuing.set(state.run, this.#continue(driver));
  }

  /** Aborts everything at once and starts nothing more. */
  abandon(): void {
    this.#closing.abort(hostCloses);
    for (const jobs of this.#jobs.values()) for (const job of jobs.values()) job.cut(hostCloses);
  }

  /** Aborts everything and waits until it is still; unfinished effects run again later. */
  async close(): Promise<void> {
    this.abandon();
    const open = [...this.#jobs.values()].flatMap((jobs) => [...jobs.values()].map((job) => job.done));
    await Promise.all([...open, ...this.#continuing.values()]);
  }

  #start(driver: RunDriver, effect: WantedEffect): void {
    const job = new EffectJob(effect, effect.repeat === 'once' ? this.#takeClaim(`${driver.runId} ${jobName(effect)}`) : undefined);
    const jobs = this.#jobs.get(driver.runId);
    if (jobs === undefined) this.#jobs.set(driver.runId, new Map<string, EffectJob>().set(job.name, job));
    else jobs.set(job.name, job);
    job.done = this.#live(driver, job);
  }

  async #live(driver: RunDriver, job: EffectJob): Promise<void> {
    try {
      const kept = await this.#bringOutcome(driver, job);
      if (kept !== undefined) this.#park(driver.runId, job.name, kept);
    } catch (error) {
      if (!job.isCut) await this.#restAfter(error);
    }
    const jobs = this.#jobs.get(driver.runId);
    jobs?.delete(job.name);
    if (jobs?.size === 0) this.#jobs.delete(driver.runId);
    this.reconcile(driver);
    this.#deps.onRest(driver);
  }

  /** Performs the effect, unless its outcome is at hand already or only a person can know it. */
  #bringOutcome(driver: RunDriver, job: EffectJob): Promise<Entry | undefined> {
    const { effect } = job;
    const isInDoubt = effect.started && effect.repeat === 'once' && job.claimed === undefined;
    const isNew = !isInDoubt && !job.isCut && driver.state?.fork === undefined && this.#parked.get(driver.runId)?.has(job.name) !== true;
    return isNew ? seeThrough(this.#deps, { driver, job }) : this.#bringKnown(driver, job, isInDoubt);
  }

  async #bringKnown(driver: RunDriver, job: EffectJob, isInDoubt: boolean): Promise<Entry | undefined> {
    const { effect } = job;
    const parked = this.#parked.get(driver.runId);
    const settled = parked?.get(job.name) ?? (isInDoubt ? await settleEffectDoubt(this.#deps, { driver, job }) : undefined);
    const known = settled ?? (driver.state?.fork === undefined ? undefined : await this.#deps.forkAnswers(driver.state, effect));
    if (known === undefined && job.isCut) return undefined;
    if (known === undefined) return await seeThrough(this.#deps, { driver, job });
    parked?.delete(job.name);
    job.phase = 'over';
    return (await tellRun(this.#deps, driver, known)) === 'faulted' ? known : undefined;
  }

  /** The next step of a run that asked to be continued. */
  async #continue(driver: RunDriver): Promise<void> {
    try {
      await tellRun(this.#deps, driver, { input: { type: 'continue' } });
    } catch (error) {
      if (!this.#closing.signal.aborted) this.#deps.onFault(error);
    }
    this.#continuing.delete(driver.runId);
    this.reconcile(driver);
    this.#deps.onRest(driver);
  }

  /** Whatever the fault was, it must not come round at once. */
  async #restAfter(error: unknown): Promise<void> {
    const { clock, deadlines, closing, onFault } = this.#deps;
    if (closing.aborted) return;
    onFault(error);
    try {
      await deadlines.until(clock.now() + faultRestMs, closing);
    } catch (reason) {
      if (!closing.aborted) onFault(reason);
    }
  }

  #park(runId: string, name: string, entry: Entry): void {
    const parked = this.#parked.get(runId) ?? new Map<string, Entry>();
    this.#parked.set(runId, parked.set(name, entry));
  }

  #takeClaim(name: string): (() => void) | undefined {
    const slot = this.#claims.get(name);
    this.#claims.delete(name);
    return slot;
  }
}

const noClaim: Claim = { marks: [], drop: () => undefined };

/** A pause lets what is under way finish, unless it asked for now. */
function isUnwanted(state: RunState, effect: WantedEffect): boolean {
  const wanted = state.wanted[effect.id];
  if (wanted === undefined || wanted.attempt !== effect.attempt || wanted.generation !== effect.generation) return true;
  return state.pause?.now === true;
}
