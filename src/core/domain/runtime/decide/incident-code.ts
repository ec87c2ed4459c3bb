import type { IncidentCode } from '../../model/run.ts';
import type { RunError } from '../../model/run-facts.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';

/** From these rules on a run that is under way waits for a key that was taken from it, and calls that by its name. */
const waitsForKeysFrom = 2;

/** What a failed action asks a person for: to unlock or to set up what it needs, or to look at what went wrong. */
export function incidentCodeOf({ kind, code, data }: RunError, { semantics }: Pick<RunState, 'semantics'>): IncidentCode {
  if (kind !== 'action') return 'action_failed';
  if (code === 'vault_locked') return 'vault_locked';
  if (code === 'credential_rejected' && semantics >= waitsForKeysFrom) return 'credential_rejected';
  const isMissing = code === 'credential_missing' || (code === 'connector_unavailable' && data?.['reason'] === 'missing');
  return isMissing ? 'connector_missing' : 'action_failed';
}

/**
 * Whether an error passes without the run being at fault, so that an unattended one waits for it, too: the vault is
 * locked, or the key of a run that has done something already is gone or no longer taken.
 */
export function isWaitedFor(error: RunError, state: Pick<RunState, 'semantics' | 'transitions'>, visit: VisitState): boolean {
  if (error.kind !== 'action') return false;
  if (error.code === 'vault_locked') return true;
  const isOfKey = error.code === 'credential_rejected' || error.code === 'credential_missing';
  return isOfKey && state.semantics >= waitsForKeysFrom && isUnderWay(state, visit);
}

/** It came further than its first step, or that step has something to show. */
function isUnderWay({ transitions }: Pick<RunState, 'transitions'>, { done, act }: VisitState): boolean {
  return transitions > 1 || done.length > 0 || Object.keys(act?.outputs ?? {}).length > 0;
}
