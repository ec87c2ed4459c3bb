import type { IncidentAnswer, IncidentCode } from '../../../model/run.ts';
import type { IncidentState } from '../../../model/run-waits.ts';
import type { RunState, VisitState } from '../../../model/run-state.ts';
import type { CompiledDefinition } from '../../compile/compiled-definition.ts';
import { nodeAt } from '../../compile/definition-at.ts';
import { findVisit } from '../../evolve/region-tree.ts';
import { heldEffect } from '../../evolve/wanted-effects.ts';

const byCode: { readonly [Code in IncidentCode]: readonly IncidentAnswer[] } = {
  action_failed: ['retry', 'skip', 'take_transition', 'fail'],
  in_doubt: ['retry', 'skip', 'take_transition', 'fail'],
  crash_loop: ['retry', 'skip', 'take_transition', 'fail'],
  validator_exhausted: ['retry', 'take_transition', 'fail'],
  no_transition: ['retry', 'take_transition', 'fail'],
  limit_reached: ['raise_limit', 'take_transition', 'fail'],
  loop_guard: ['raise_limit', 'take_transition', 'fail'],
  budget: ['retry', 'raise_limit', 'use_model', 'fail'],
  connector_missing: ['retry', 'use_model', 'skip', 'take_transition', 'fail'],
  credential_rejected: ['retry', 'use_model', 'skip', 'take_transition', 'fail'],
  vault_locked: ['retry', 'fail'],
  restored: ['retry', 'fail'],
  engine_error: ['retry', 'fail'],
};

/** The answers this incident takes where the run stands; needs no definition, so that doors can ask. */
export function answersTo(state: RunState, incident: IncidentState): readonly IncidentAnswer[] {
  const visit = findVisit(state, incident.visit);
  const possible = (answer: IncidentAnswer): boolean => {
    if (answer === 'take_transition') return visit !== undefined && visit.leaving === undefined;
    if (answer === 'use_model') return asksModel(visit, incident);
    // What other runs count against, too, is raised where it stands.
    if (answer === 'raise_limit') return incident.params?.['shared'] !== true;
    return answer !== 'skip' || (incident.action !== undefined && !isValidator(visit, incident.action));
  };
  return byCode[incident.code].filter(possible);
}

/** The transitions `take_transition` may name. */
export function transitionsOf(workflow: CompiledDefinition, incident: IncidentState): readonly string[] {
  const node = incident.visit === '' ? undefined : nodeAt(workflow, incident.visit);
  return (node?.outgoing ?? []).map((transition) => transition.id);
}

/** Whether the effect that waits names the model it asks. */
function asksModel(visit: VisitState | undefined, { effect }: IncidentState): boolean {
  const held = visit === undefined || effect === undefined ? undefined : heldEffect(visit, effect);
  return held?.request['model'] !== undefined;
}

/** What a validator asks gives a verdict, and nobody gives one in its place. */
function isValidator(visit: VisitState | undefined, action: string): boolean {
  return Object.values(visit?.candidates ?? {}).some(({ asks }) => asks?.validator === action);
}
