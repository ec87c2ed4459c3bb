import type { IncidentCode } from '../../model/run.ts';
import type { RunError } from '../../model/run-facts.ts';

/** What a failed action asks a person for: to unlock or to set up what it needs, or to look at what went wrong. */
export function incidentCodeOf({ kind, code, data }: RunError): IncidentCode {
  if (kind !== 'action') return 'action_failed';
  if (code === 'vault_locked') return 'vault_locked';
  const isMissing = code === 'credential_missing' || (code === 'connector_unavailable' && data?.['reason'] === 'missing');
  return isMissing ? 'connector_missing' : 'action_failed';
}
