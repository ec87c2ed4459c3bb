import type { JsonObject } from '../../model/json.ts';
import type { ActionProgress, EffectOutcome, EffectRequest } from '../action-kind.ts';

/** The steps of an action that makes one contact and yields what it brought. */
export function oneEffect(outcomes: readonly EffectOutcome[], wanted: EffectRequest): ActionProgress {
  const [outcome] = outcomes;
  if (outcome === undefined) return { kind: 'effects', requests: [wanted] };
  return outcome.ok ? { kind: 'output', output: outcome.output } : { kind: 'error', error: outcome.error };
}

/** A parsed config as a request: defaults filled in, absent fields left out. */
export function requestOf(config: object): JsonObject {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== undefined));
}
