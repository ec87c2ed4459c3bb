import { AppError, type ErrorWire } from '../../../model/errors.ts';
import type { JsonObject } from '../../../model/json.ts';
import { own } from '../../../model/own.ts';
import type { RunState, WantedEffect } from '../../../model/run-state.ts';
import type { CompiledDefinition } from '../../compile/compiled-definition.ts';
import { permissionsAt } from '../../compile/definition-at.ts';
import { findVisit } from '../../evolve/region-tree.ts';
import { demandReachable } from '../permitted.ts';
import { refuse } from './refusal.ts';

/** What people approved is made as they saw it, or not at all. */
export function problemOfApproved(state: RunState, { visit, action, approved }: Pick<WantedEffect, 'visit' | 'action' | 'approved'>): ErrorWire | undefined {
  if (approved !== true && own(findVisit(state, visit)?.frozen, action) === undefined) return undefined;
  return refuse('precondition_failed', 'approval_void', { message: `Action "${action}" was approved as it is: with anything changed the approval is void.`, next: 'Retry without a value, or let it fail.' });
}

/** Why an effect cannot ask for this instead of what its action asked for; undefined when it can. What holds for the first request holds for every other. */
export function problemOfRequest(workflow: CompiledDefinition, effect: Pick<WantedEffect, 'id' | 'kind' | 'visit'>, request: JsonObject): ErrorWire | undefined {
  const kind = workflow.catalogue.effects.get(effect.kind);
  if (kind === undefined) return undefined;
  const parsed = kind.request.safeParse(request);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refuse('input_invalid', 'not_allowed', { message: `Effect ${effect.id} cannot ask for that: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`, next: 'Name fields its request has, with values that fit them.', data: { effect: effect.id } });
  }
  const permissions = permissionsAt(workflow, effect.visit);
  try {
    if (permissions !== undefined) demandReachable(permissions, { effect: kind, request });
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error.toWire();
    throw error;
  }
}
