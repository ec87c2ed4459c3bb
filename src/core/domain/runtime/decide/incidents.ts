import { ownId } from '../../model/effect-id.ts';
import type { OpenIncident } from '../../model/run-facts.ts';
import type { IncidentCode } from '../../model/run.ts';
import { findVisit } from '../evolve/region-tree.ts';
import type { Turn } from './turn.ts';

const severities: { readonly [Code in IncidentCode]: OpenIncident['severity'] } = {
  action_failed: 'error',
  in_doubt: 'critical',
  validator_exhausted: 'warning',
  no_transition: 'error',
  limit_reached: 'warning',
  loop_guard: 'error',
  budget: 'warning',
  connector_missing: 'error',
  credential_rejected: 'error',
  vault_locked: 'warning',
  restored: 'warning',
  crash_loop: 'critical',
  engine_error: 'critical',
};

/** Stops the visit's region, or the whole run for an empty visit, until a person answers. */
export function openIncident(turn: Turn, incident: Omit<OpenIncident, 'incident' | 'severity'>): void {
  const before = incident.visit === '' ? turn.state.incidentCount : (findVisit(turn.state, incident.visit)?.incidents ?? 0);
  turn.emit('incident_opened', { incident: ownId(incident.visit, 'incident', before + 1), severity: severities[incident.code], ...incident });
}
