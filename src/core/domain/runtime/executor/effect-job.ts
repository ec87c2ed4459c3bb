import { AppError } from '../../model/errors.ts';
import type { WantedEffect } from '../../model/run-state.ts';

/**
 * One attempt of one effect while this process deals with it.
 *
 * - `waiting`: its time has not come, or no slot is free. A pause sends it away.
 * - `beginning`: the mark that says it starts is being written. From here on a pause lets it finish.
 * - `in_flight`: the contact is under way. Cutting it aborts the contact.
 * - `over`: the contact ended, and its outcome is on its way to the run. There is nothing left to cut.
 */
export type JobPhase = 'waiting' | 'beginning' | 'in_flight' | 'over';

export class EffectJob {
  readonly effect: WantedEffect;
  phase: JobPhase;
  /** Its *once* effect was marked as started by the commit that scheduled it, and this slot is kept for it. */
  readonly claimed: (() => void) | undefined;
  /** Resolves when nothing of the job is left. */
  done: Promise<void> = Promise.resolve();
  /** Set while somebody waits for a slot, or for the contact: stops the waiting. */
  onCut: (() => void) | undefined;
  readonly name: string;
  /** Made when somebody listens: most contacts are over before anybody would. */
  #abort: AbortController | undefined;
  #cutFor: AppError | undefined;

  constructor(effect: WantedEffect, claimed: (() => void) | undefined) {
    this.effect = effect;
    this.name = jobName(effect);
    this.claimed = claimed;
    this.phase = claimed === undefined ? 'waiting' : 'beginning';
  }

  /** Of the contact, and of the waiting before it. */
  get signal(): AbortSignal {
    if (this.#abort === undefined) {
      this.#abort = new AbortController();
      if (this.#cutFor !== undefined) this.#abort.abort(this.#cutFor);
    }
    return this.#abort.signal;
  }

  get isCut(): boolean {
    return this.#cutFor !== undefined;
  }

  /** Whether a pause waits for it. */
  get hasBegun(): boolean {
    return this.phase !== 'waiting' && !this.isCut;
  }

  cut(reason: AppError): void {
    if (this.phase === 'over' || this.isCut) return;
    this.#cutFor = reason;
    this.#abort?.abort(reason);
    this.onCut?.();
  }
}

export const noLongerWanted = new AppError('interrupted', 'the effect is no longer wanted');
export const tookTooLong = new AppError('interrupted', 'the effect took too long');
export const hostCloses = new AppError('interrupted', 'the host is closing');

/** Tells attempts apart: a late answer to an older one must not be taken for the newer. */
export function jobName(effect: Pick<WantedEffect, 'id' | 'attempt' | 'generation'>): string {
  return `${effect.id} ${effect.attempt} ${effect.generation}`;
}
