import { AppError } from '../../model/errors.ts';
import type { ArtifactId } from '../../model/ids.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import type { EffectContext, EffectKind, EffectOrigin, EffectResult } from '../../catalogue/action-kind.ts';
import type { Clock } from '../../ports/clock.ts';
import type { EffectPorts } from '../../ports/effect-ports.ts';
import { effectKey } from '../effect-key.ts';
import type { InFlight } from '../run-status.ts';
import { type EffectFailure, effectFailure, effectTimeout } from './effect-failure.ts';
import { isHalted } from './standstill.ts';
import type { EffectSlots } from './effect-slots.ts';
import type { FinishedEffect, Mark } from './run-batch.ts';
import type { RunDriver } from './run-driver.ts';

export interface EffectWorkerDeps {
  readonly clock: Clock;
  readonly ports: EffectPorts;
  readonly slots: EffectSlots;
  effectKind(kind: string): EffectKind | undefined;
  newArtifactId(): ArtifactId;
  onProgress(driver: RunDriver, effect: WantedEffect, text: string): void;
  /** Hands the outcome back; it is the run's next input. */
  deliver(driver: RunDriver, input: RunInput, result?: FinishedEffect): Promise<void>;
  /** Nothing of this run is under way any more for now. */
  onRest(driver: RunDriver): void;
  /** Something went wrong that no run can be told about. */
  readonly onFault: (error: unknown) => void;
}

interface Job {
  readonly effect: WantedEffect;
  readonly abort: AbortController;
  /** The contact is over and its outcome is on its way to the run: nothing is left to abort. */
  isOver: boolean;
  done: Promise<void>;
}

const defaultTimeoutMs = 120_000;

const noLongerWanted = new AppError('interrupted', 'the effect is no longer wanted');
const hostCloses = new AppError('interrupted', 'the host is closing');
const contactOver = new AppError('interrupted', 'the contact is over');

/** After a failure of the host itself, such as a full disk, the effect rests this long before it is tried again. */
const faultPauseMs = 1000;

/** An attempt that was cut short leaves no outcome: the run still wants it, or has already let it go. */
type Outcome =
  | { readonly kind: 'completed'; readonly value: EffectResult }
  | { readonly kind: 'failed'; readonly failure: EffectFailure }
  | { readonly kind: 'interrupted' };

/** Performs what runs want, within a bound, and turns each end into the run's next input. */
export class EffectWorker {
  readonly #deps: EffectWorkerDeps;
  /** By run, then by {@link jobName}. */
  readonly #jobs = new Map<string, Map<string, Job>>();
  #closing = false;

  constructor(deps: EffectWorkerDeps) {
    this.#deps = deps;
  }

  /** Effects under way, of all runs. */
  get count(): number {
    return [...this.#jobs.values()].reduce((total, jobs) => total + jobs.size, 0);
  }

  isBusy(runId: string): boolean {
    return this.#jobs.has(runId);
  }

  inFlight(state: RunState): InFlight {
    const own = [...(this.#jobs.get(state.run)?.values() ?? [])].filter((job) => !isUnwanted(state, job.effect));
    return { inFlight: own.length, everClaimed: this.#deps.slots.free > 0 || own.length > 0 || state.transitions > 1 };
  }

  /** Rows to write with the commit that schedules: *once* effects whose slot is free start with it. */
  startMarks(state: RunState): readonly Mark[] {
    if (isHalted(state)) return [];
    return Object.values(state.wanted)
      .filter((effect) => effect.repeat === 'once' && !effect.started && effect.notBefore === undefined && this.#jobs.get(state.run)?.has(jobName(effect)) !== true)
      .slice(0, this.#deps.slots.free)
      .map(startMark);
  }

  /** Starts what the run wants and is not under way, and aborts what it wants no longer. */
  reconcile(driver: RunDriver): void {
    const { state } = driver;
    if (this.#closing || state === undefined) return;
    for (const job of this.#jobs.get(state.run)?.values() ?? []) {
      if (!job.isOver && isUnwanted(state, job.effect)) job.abort.abort(noLongerWanted);
    }
    if (isHalted(state)) return;
    for (const effect of Object.values(state.wanted)) {
      if (this.#jobs.get(state.run)?.has(jobName(effect)) !== true) this.#start(driver, effect);
    }
  }

  /** Aborts everything and waits until it is still; unfinished effects run again later. */
  async close(): Promise<void> {
    this.#closing = true;
    const open = [...this.#jobs.values()].flatMap((jobs) => [...jobs.values()]);
    for (const job of open) job.abort.abort(hostCloses);
    await Promise.all(open.map((job) => job.done));
  }

  #start(driver: RunDriver, effect: WantedEffect): void {
    const jobs = this.#jobs.get(driver.runId) ?? new Map<string, Job>();
    const job: Job = { effect, abort: new AbortController(), isOver: false, done: Promise.resolve() };
    this.#jobs.set(driver.runId, jobs.set(jobName(effect), job));
    job.done = this.#live(driver, job);
  }

  /** An attempt and what comes after it, whichever way it ends. */
  async #live(driver: RunDriver, job: Job): Promise<void> {
    try {
      await this.#attempt(driver, job);
    } catch (error) {
      await this.#restAfterFault(error, job.abort.signal);
    }
    const jobs = this.#jobs.get(driver.runId);
    jobs?.delete(jobName(job.effect));
    if (jobs?.size === 0) this.#jobs.delete(driver.runId);
    this.reconcile(driver);
    this.#deps.onRest(driver);
  }

  async #restAfterFault(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#deps.onFault(error);
    try {
      await this.#deps.clock.sleepUntil(this.#deps.clock.now() + faultPauseMs, signal);
    } catch (reason) {
      if (!signal.aborted) throw reason;
    }
  }

  async #attempt(driver: RunDriver, job: Job): Promise<void> {
    const { effect } = job;
    const { signal } = job.abort;
    if (effect.notBefore !== undefined) await this.#deps.clock.sleepUntil(effect.notBefore, signal);
    const release = await this.#deps.slots.take(signal);
    try {
      if (effect.repeat === 'once' && driver.state?.wanted[effect.id]?.started !== true) await driver.mark([startMark(effect)]);
      const began = this.#deps.clock.monotonic();
      const outcome = await perform(this.#deps, { driver, effect }, signal);
      job.isOver = true;
      const durationMs = Math.round(this.#deps.clock.monotonic() - began);
      await this.#deliver(driver, effect, { outcome, durationMs });
    } finally {
      release();
    }
  }

  async #deliver(driver: RunDriver, effect: WantedEffect, ended: { readonly outcome: Outcome; readonly durationMs: number }): Promise<void> {
    const { outcome, durationMs } = ended;
    const { id, attempt, node } = effect;
    if (outcome.kind === 'completed') {
      const artifactIds = (outcome.value.artifacts ?? []).map(() => this.#deps.newArtifactId());
      await this.#deps.deliver(driver, { type: 'effect_completed', effect: id, attempt, output: outcome.value.output }, { effect: id, node, value: outcome.value, durationMs, artifactIds });
    } else if (outcome.kind === 'failed') {
      await this.#deps.deliver(driver, { type: 'effect_failed', effect: id, attempt, ...outcome.failure });
    } else if (effect.repeat === 'once' && !this.#closing && driver.state?.ended === undefined) {
      await this.#deps.deliver(driver, { type: 'host', kind: 'in_doubt', effect: id });
    }
  }
}

async function perform(deps: EffectWorkerDeps, job: { readonly driver: RunDriver; readonly effect: WantedEffect }, signal: AbortSignal): Promise<Outcome> {
  const { effect } = job;
  const kind = deps.effectKind(effect.kind);
  if (kind === undefined) {
    const unknown = new AppError('definition_invalid', `no effect of kind '${effect.kind}' exists`, { next: 'Run `aiwm catalogue list` to see what does.' });
    return { kind: 'failed', failure: effectFailure(unknown) };
  }
  const timeoutMs = effect.timeoutMs ?? defaultTimeoutMs;
  const settled = new AbortController();
  const overdue = new AbortController();
  const contact = attemptContact(kind, contextOf(deps, job, AbortSignal.any([signal, overdue.signal])), effect);
  const deadline = deps.clock.sleepUntil(deps.clock.now() + timeoutMs, settled.signal).then((): Outcome => {
    overdue.abort(new AppError('interrupted', `effect '${effect.id}' took too long`));
    return { kind: 'failed', failure: effectTimeout(effect.id, timeoutMs) };
  }, () => contact);
  const outcome = await Promise.race([contact, deadline, whenAborted(signal, settled.signal)]);
  settled.abort(contactOver);
  return signal.aborted ? { kind: 'interrupted' } : outcome;
}

async function attemptContact(kind: EffectKind, context: EffectContext, effect: WantedEffect): Promise<Outcome> {
  try {
    return { kind: 'completed', value: await kind.perform(kind.request.parse(effect.request), context) };
  } catch (error) {
    return { kind: 'failed', failure: effectFailure(error) };
  }
}

function whenAborted(signal: AbortSignal, settled: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve({ kind: 'interrupted' });
    signal.addEventListener('abort', () => { resolve({ kind: 'interrupted' }); }, { once: true, signal: settled });
  });
}

function contextOf(deps: EffectWorkerDeps, job: { readonly driver: RunDriver; readonly effect: WantedEffect }, signal: AbortSignal): EffectContext {
  const { driver, effect } = job;
  return {
    ports: deps.ports,
    key: effectKey(driver.runId, effect.id, effect.generation),
    attempt: effect.attempt,
    origin: originOf(driver, effect),
    signal,
    onProgress: (text) => { deps.onProgress(driver, effect, text); },
  };
}

function originOf(driver: RunDriver, effect: WantedEffect): EffectOrigin {
  const script = driver.state?.pins['mock'];
  return {
    workflow: driver.state?.workflow ?? '',
    node: effect.node,
    action: effect.action,
    visit: effect.visit,
    ...(typeof script === 'string' ? { script } : {}),
  };
}

/** A pause lets what is under way finish, unless it asked for now. */
function isUnwanted(state: RunState, effect: WantedEffect): boolean {
  const wanted = state.wanted[effect.id];
  if (wanted === undefined || wanted.attempt !== effect.attempt || wanted.generation !== effect.generation) return true;
  return state.pause?.now === true;
}

function startMark(effect: WantedEffect): Mark {
  return { type: 'effect_started', payload: { effect: effect.id, attempt: effect.attempt } };
}

function jobName(effect: WantedEffect): string {
  return `${effect.id} ${effect.attempt} ${effect.generation}`;
}
