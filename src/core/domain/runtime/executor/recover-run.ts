import type { RunState, WantedEffect } from '../../model/run-state.ts';
import { inDoubt } from './effect-attempt.ts';
import type { Mark } from './run-batch.ts';
import type { RunDriver } from './run-driver.ts';

/** After this many crashes around one effect it waits for a person, so that a poisonous one cannot take the host down for ever. */
const crashLoopAt = 3;

export interface Recovery {
  readonly now: () => number;
  readonly afterCrash: boolean;
  /** Whether the outside can be asked what became of an effect of this kind. */
  hasProbe(kind: string): boolean;
}

/**
 * Puts a run that the last host left in the middle back on its feet: a *once* effect that had started is in doubt, what
 * else may have been under way is marked as interrupted, and one that has met too many crashes waits. Nothing is performed
 * here. A crash between any two of its commits leaves a run that the next recovery treats alike.
 */
export async function recoverRun(driver: RunDriver, { now, afterCrash, ...outside }: Recovery): Promise<void> {
  const { state } = driver;
  if (state === undefined || state.ended !== undefined) return;
  const cut = Object.values(state.wanted).filter((effect) => wasUnderWay(state, effect, now()));
  // The mark of an interruption takes the start back, so that it must never stand alone on a *once* effect.
  // Where the outside can be asked, it is asked once the queue is open; but in a paused run nobody asks anything.
  const isAskable = (effect: WantedEffect): boolean => state.pause === undefined && outside.hasProbe(effect.kind);
  for (const effect of cut) if (effect.repeat === 'once' && !isAskable(effect)) await driver.tell(inDoubt(effect));
  // A host that stopped in good order cut nothing by its own fault; only a pause still waits to hear that all is still.
  const again = afterCrash || state.pause !== undefined ? cut.filter((effect) => effect.repeat !== 'once') : [];
  await driver.mark((current) => again.filter((effect) => current.wanted[effect.id]?.attempt === effect.attempt).map(interruptedMark));
  for (const { id, interruptions } of again) {
    if (afterCrash && interruptions + 1 >= crashLoopAt) await driver.tell({ input: { type: 'host', kind: 'crash_loop', effect: id } });
  }
}

/** Stops the run as a whole until a person says that it is to go on here; one that is stopped already stays as it is. */
export async function holdRun(driver: RunDriver): Promise<void> {
  const isHeld = Object.values(driver.state?.incidents ?? {}).some((incident) => incident.code === 'restored');
  if (!isHeld) await driver.tell({ input: { type: 'host', kind: 'restored' } });
}

/** The order of recovery: what was interrupted least goes first, so that a poisonous run does not keep others waiting. */
export function interruptionsOf(state: RunState | undefined): number {
  return Math.max(0, ...Object.values(state?.wanted ?? {}).map((effect) => effect.interruptions));
}

/** Only *once* effects say that they began; of the others every one that was free to begin may have. */
function wasUnderWay(state: RunState, effect: WantedEffect, now: number): boolean {
  if (effect.repeat === 'once') return effect.started;
  return state.pause !== undefined || effect.notBefore === undefined || effect.notBefore <= now;
}

function interruptedMark(effect: WantedEffect): Mark {
  return { type: 'effect_interrupted', payload: { effect: effect.id, attempt: effect.attempt } };
}
