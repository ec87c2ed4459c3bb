import type { EffectKind, ProbeAnswer } from '../../catalogue/action-kind.ts';
import { normalJson } from '../../model/normal-json.ts';
import { demandOutcomeSize } from './outcome-size.ts';
import type { RunState } from '../../model/run-state.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Deadlines } from './deadlines.ts';
import { type ContactDeps, effectContext } from './effect-contact.ts';
import type { EffectJob } from './effect-job.ts';

export interface ProbeDeps extends ContactDeps {
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  readonly onFault: (error: unknown) => void;
}

/** A question that takes longer is as good as unanswered. */
const longestMs = 30_000;

export function hasProbe(kind: EffectKind | undefined): boolean {
  return kind?.probe !== undefined;
}

/** Asks the outside whether an attempt nobody saw the end of took place. It never throws: what nobody can say is unknown. */
export async function probeEffect(deps: ProbeDeps, state: RunState, { effect, signal: cut }: EffectJob): Promise<ProbeAnswer> {
  const kind = deps.effectKind(effect.kind);
  if (kind?.probe === undefined) return { kind: 'unknown' };
  const late = new AbortController();
  const takeBack = deps.deadlines.at(deps.clock.now() + longestMs, () => { late.abort(new Error('the question took too long')); });
  const signal = AbortSignal.any([cut, late.signal]);
  try {
    const context = effectContext(deps, { state, job: { effect, signal }, onProgress: () => undefined });
    const given = await Promise.race([kind.probe(kind.request.parse(effect.request), context), aborted(signal)]);
    if (given.kind !== 'happened') return given;
    const output = normalJson(given.result.output);
    demandOutcomeSize(effect.id, output);
    return { kind: 'happened', result: { ...given.result, output } };
  } catch (error) {
    if (!cut.aborted) deps.onFault(error);
    return { kind: 'unknown' };
  } finally {
    takeBack();
  }
}

function aborted(signal: AbortSignal): Promise<ProbeAnswer> {
  return new Promise((resolve) => { signal.addEventListener('abort', () => { resolve({ kind: 'unknown' }); }, { once: true }); });
}
