import type { RunState, WantedEffect } from '../../model/run-state.ts';
import type { Mark } from './run-batch.ts';
import type { RunDriver } from './run-driver.ts';

/** After this many crashes around one effect it waits for a person, so that a poisonous one cannot take the host down for ever. */
const crashLoopAt = 3;

/**
 * Puts a run that the last host left in the middle back on its feet: what was under way is marked as interrupted, a
 * *once* effect that had started is in doubt, one that has met too many crashes waits. Nothing is performed here.
 */
export async function recoverRun(driver: RunDriver, now: () => number): Promise<void> {
  const { state } = driver;
  if (state === undefined || state.ended !== undefined) return;
  const cut = Object.values(state.wanted).filter((effect) => wasUnderWay(effect, now()));
  await driver.mark(cut.map(interruptedMark));
  for (const effect of cut) {
    if (effect.repeat === 'once' && effect.started) await driver.apply({ input: { type: 'host', kind: 'in_doubt', effect: effect.id } });
    else if (effect.interruptions + 1 >= crashLoopAt) await driver.apply({ input: { type: 'host', kind: 'crash_loop', effect: effect.id } });
  }
}

/** The order of recovery: what was interrupted least goes first, so that a poisonous run does not keep others waiting. */
export function interruptionsOf(state: RunState | undefined): number {
  return Math.max(0, ...Object.values(state?.wanted ?? {}).map((effect) => effect.interruptions));
}

/** Only *once* effects say that they began; of the others every one that was free to begin may have. */
function wasUnderWay(effect: WantedEffect, now: number): boolean {
  if (effect.repeat === 'once') return effect.started;
  return effect.notBefore === undefined || effect.notBefore <= now;
}

function interruptedMark(effect: WantedEffect): Mark {
  return { type: 'effect_interrupted', payload: { effect: effect.id, attempt: effect.attempt } };
}
