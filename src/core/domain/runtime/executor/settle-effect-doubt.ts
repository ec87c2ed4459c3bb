import type { RunState } from '../../model/run-state.ts';
import { type Attempt, type AttemptDeps, inDoubt, outcome } from './effect-attempt.ts';
import { hasProbe, probeEffect } from './probe-effect.ts';
import type { Mark } from './run-batch.ts';
import type { Entry } from './run-entry.ts';
import { untilDone } from './until-done.ts';

/**
 * What became of a *once* effect whose start is in the journal and whose end nobody saw: its outcome, if its kind can ask
 * the outside and it took place; nothing, if it did not, so that it is performed again; else the question to a person.
 */
export async function settleEffectDoubt(deps: AttemptDeps, { driver, job }: Attempt): Promise<Entry | undefined> {
  const { effect } = job;
  const { state } = driver;
  if (state === undefined || !hasProbe(deps.effectKind(effect.kind))) return inDoubt(effect);
  const answer = await probeEffect(deps, state, job);
  if (job.isCut) return undefined;
  if (answer.kind === 'unknown') return inDoubt(effect);
  if (answer.kind === 'happened') return outcome(deps, effect, { contact: { kind: 'completed', value: answer.result }, durationMs: 0 });
  const marksOf = ({ wanted }: RunState): readonly Mark[] => {
    const asked = wanted[effect.id];
    return asked?.attempt === effect.attempt && asked.started ? [{ type: 'effect_interrupted', payload: { effect: effect.id, attempt: effect.attempt } }] : [];
  };
  await untilDone(deps, job.signal, () => driver.mark(marksOf));
  return undefined;
}
