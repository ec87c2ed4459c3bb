import type { ArtifactId } from '../../model/ids.ts';
import { present } from '../../model/present.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import { type Held, type Hold, type Spend, spendOf } from './claims/attempt-spend.ts';
import type { EffectClaims } from './claims/effect-claims.ts';
import { type Contact, type ContactDeps, makeContact } from './effect-contact.ts';
import { effectTimeout } from './effect-failure.ts';
import { type EffectJob, tookTooLong } from './effect-job.ts';
import type { EffectSlots } from './effect-slots.ts';
import { isOutputSensitive } from '../sealing/conceal-row.ts';
import type { Mark } from './run-batch.ts';
import type { RunDriver } from './run-driver.ts';
import type { Entry } from './run-entry.ts';
import { isHalted } from './standstill.ts';
import { tellRun, type TellDeps } from './tell-run.ts';
import { untilDone } from './until-done.ts';

/** A part of what an attempt streams, and how many characters of it came before. */
export interface StreamedPiece {
  readonly text: string;
  readonly from: number;
}

export interface AttemptDeps extends TellDeps, ContactDeps {
  readonly slots: EffectSlots;
  readonly claims: EffectClaims;
  newArtifactId(): ArtifactId;
  onProgress(run: string, effect: string, piece: StreamedPiece): void;
  /** Takes what a contact brought that nobody waits for any more. */
  late(driver: RunDriver, entry: Entry): void;
}

export interface Attempt {
  readonly driver: RunDriver;
  readonly job: EffectJob;
}

const defaultTimeoutMs = 120_000;

/**
 * Sees an effect through: its time, a slot, the mark of a *once* effect, the contact, and the outcome until it stands in
 * the journal. Answers an outcome the engine failed on, to be told again later; never an effect to perform again.
 */
export async function seeThrough(deps: AttemptDeps, attempt: Attempt): Promise<Entry | undefined> {
  const { job } = attempt;
  // Most effects find a slot at once and need no mark: they begin in the turn that wanted them.
  const release = job.claimed ?? (job.effect.notBefore === undefined ? deps.slots.tryTake() : undefined) ?? (await takeSlot(deps, job));
  try {
    const claiming = deps.claims.claim(attempt);
    const claimed = claiming === undefined ? undefined : await claiming;
    const held = claimed?.kind === 'held' ? claimed.held : undefined;
    if (job.effect.repeat === 'once' && job.claimed === undefined && claimed?.kind !== 'instead' && !(await markStart(deps, attempt))) {
      const hold = held?.end();
      if (hold !== undefined) await deps.claims.settle(attempt.driver, { settled: hold.id });
      return undefined;
    }
    job.phase = 'in_flight';
    const entry = claimed?.kind === 'instead' ? claimed.entry : await perform(deps, attempt, held);
    job.phase = 'over';
    if (entry === undefined || deps.closing.aborted) return undefined;
    return (await tellRun(deps, attempt.driver, entry)) === 'faulted' ? entry : undefined;
  } finally {
    release();
  }
}

async function takeSlot(deps: AttemptDeps, job: EffectJob): Promise<() => void> {
  const { notBefore } = job.effect;
  if (notBefore !== undefined) await deps.deadlines.until(notBefore, job.signal);
  return deps.slots.tryTake() ?? (await queuedSlot(deps.slots, job));
}

/** Thousands may queue after a crash: none of them has a signal made for it while it only waits. */
function queuedSlot(slots: EffectSlots, job: EffectJob): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const cut = (): void => { reject(job.signal.reason instanceof Error ? job.signal.reason : new Error('aborted')); };
    if (job.isCut) return cut();
    const leave = slots.wait((release) => {
      job.onCut = undefined;
      resolve(release);
    });
    job.onCut = () => {
      leave();
      cut();
    };
  });
}

/** No byte of a *once* effect leaves before its mark is durable. Answers whether the effect may begin at all. */
async function markStart(deps: AttemptDeps, { driver, job }: Attempt): Promise<boolean> {
  const { effect } = job;
  let mayBegin = false;
  const marksOf = (state: RunState): readonly Mark[] => {
    const wanted = state.wanted[effect.id];
    mayBegin = wanted?.attempt === effect.attempt && !isHalted(state);
    // Set within the run's turn, so that a pause decided next counts it.
    if (mayBegin) job.phase = 'beginning';
    return mayBegin && wanted?.started === false ? [startMark(effect)] : [];
  };
  await untilDone(deps, job.signal, () => driver.mark(marksOf));
  return mayBegin;
}

/** The outcome to tell; nothing for an attempt that was cut, which the run wants still or has let go. */
function perform(deps: AttemptDeps, { driver, job }: Attempt, held: Held | undefined): Promise<Entry | undefined> {
  const { effect } = job;
  const { state } = driver;
  if (state === undefined || job.isCut) {
    const hold = held?.end();
    if (hold !== undefined) settle(deps, driver, { settled: hold.id });
    return Promise.resolve(cutShort(deps, effect));
  }
  const timeoutMs = effect.timeoutMs ?? defaultTimeoutMs;
  const began = deps.clock.monotonic();
  // What streams past would be seen by everyone who watches.
  const { sensitive } = driver.definition;
  const isSilent = sensitive !== undefined && isOutputSensitive({ sensitivity: sensitive }, effect.id);
  return new Promise((resolve, reject) => {
    const takeBack = deps.deadlines.at(deps.clock.now() + timeoutMs, () => {
      resolve(outcome(deps, effect, { contact: { kind: 'failed', failure: effectTimeout(effect.id, timeoutMs) }, durationMs: timeoutMs, hold: held?.end() }));
      job.cut(tookTooLong);
    });
    job.onCut = () => {
      takeBack();
      resolve(cutShort(deps, effect));
    };
    let from = 0;
    const onProgress = (text: string): void => {
      if (!job.isCut && !isSilent) deps.onProgress(state.run, effect.id, { text, from });
      from += text.length;
    };
    const make = async (): Promise<void> => {
      const contact = await makeContact(deps, { state, job, onProgress, seal: driver.seal, standsIn: held?.standsIn });
      takeBack();
      const entry = outcome(deps, effect, { contact, durationMs: Math.round(deps.clock.monotonic() - began), hold: held?.end() });
      if (!job.isCut) resolve(entry);
      else if (contact.kind === 'completed') deps.late(driver, entry);
      else if (entry.spend !== undefined && !deps.closing.aborted) settle(deps, driver, entry.spend);
    };
    make().catch(reject);
  });
}

/** Nobody waits for it: what is not settled here is settled when the next host opens. */
function settle(deps: AttemptDeps, driver: RunDriver, spend: Spend): void {
  deps.claims.settle(driver, spend).catch(deps.onFault);
}

/** A *once* effect that was cut may have taken hold all the same; when the host closes, the next one asks. */
function cutShort(deps: AttemptDeps, effect: WantedEffect): Entry | undefined {
  return effect.repeat === 'once' && !deps.closing.aborted ? inDoubt(effect) : undefined;
}

/** The outcome of a contact, with what its row and its commit carry besides. */
export function outcome(deps: AttemptDeps, effect: WantedEffect, { contact, durationMs, hold }: { readonly contact: Contact; readonly durationMs: number; readonly hold?: Hold | undefined }): Entry {
  const { id, attempt, node } = effect;
  const spend = present({ spend: spendOf(effect, contact, hold) });
  if (contact.kind === 'failed') return { input: { type: 'effect_failed', effect: id, attempt, ...contact.failure }, ...spend };
  const artifactIds = (contact.value.artifacts ?? []).map(() => deps.newArtifactId());
  return {
    input: { type: 'effect_completed', effect: id, attempt, output: contact.value.output },
    result: { effect: id, node, value: contact.value, durationMs, artifactIds },
    ...spend,
  };
}

/** Asks what became of an effect whose start is in the journal and whose end nobody here has seen. */
export function inDoubt(effect: Pick<WantedEffect, 'id'>): Entry {
  return { input: { type: 'host', kind: 'in_doubt', effect: effect.id } };
}

export function startMark(effect: WantedEffect): Mark {
  return { type: 'effect_started', payload: { effect: effect.id, attempt: effect.attempt } };
}
