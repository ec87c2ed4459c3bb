import { AppError } from '../../model/errors.ts';
import { canonicalJson } from '../../model/canonical-json.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { ApprovedRequest } from '../../model/run-facts.ts';
import type { VisitState } from '../../model/run-state.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { CompiledAction, CompiledAsk, CompiledTransition, CompiledValidator } from '../compile/compiled-definition.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { regionOf, visitId } from '../../model/region-path.ts';
import { renderConfig } from './render-config.ts';
import { scopeAt } from './scope-view.ts';
import type { Turn } from './turn.ts';

/** What a validator asks, as it stands now; its hash changes with anything it read. */
export type Question = { readonly validator: string; readonly hash: string } & (
  | { readonly of: 'model'; readonly action: CompiledAction; readonly config: Json }
  | { readonly of: 'people'; readonly ask: CompiledAsk & { readonly of: 'people' }; readonly title: string; readonly text: string; readonly requests: readonly ApprovedRequest[] }
);

/**
 * The question of a validator that asks. `now` stands still in it from when the visit began to wait, so that only a write
 * makes it another question.
 */
export function questionOf(turn: Turn, visit: VisitState, { transition, validator, ask }: { readonly transition: CompiledTransition; readonly validator: CompiledValidator; readonly ask: CompiledAsk }): Question {
  const scope = scopeAt(turn, visit.id, present({ at: visit.waitsSince }));
  if (ask.of === 'model') {
    const config = renderConfig(turn, { visit: visit.id, action: ask.action, scope });
    return { validator: validator.id, of: 'model', action: ask.action, config, hash: hashOf(config) };
  }
  const title = ask.title.render(scope, turn.fuel);
  const text = ask.text.render(scope, turn.fuel);
  const requests = ask.approves.flatMap((id) => {
    const action = approvedAction(turn, { visit, transition, id });
    return action === undefined ? [] : [requestOf(action, renderConfig(turn, { visit: visit.id, action, scope, isShown: true }))];
  });
  return { validator: validator.id, of: 'people', ask, title, text, requests, hash: hashOf({ title, text, requests }) };
}

function approvedAction(turn: Turn, { visit, transition, id }: { readonly visit: VisitState; readonly transition: CompiledTransition; readonly id: string }): CompiledAction | undefined {
  const target = nodeAt(turn.workflow, visitId(regionOf(visit.id), transition.to, 1));
  return [...(nodeAt(turn.workflow, visit.id)?.exit ?? []), ...(target?.entry ?? [])].find((action) => action.id === id);
}

/** What cannot be executed is not shown for approval. */
function requestOf(action: CompiledAction, config: Json): ApprovedRequest {
  const parsed = action.kind.config.safeParse(config);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new AppError('input_invalid', `The config of action "${action.id}", which is to be approved, cannot be used: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`, { data: { action: action.id } });
  }
  const request = { action: action.id, type: action.kind.type, config };
  return { ...request, hash: hashOf(request) };
}

function hashOf(value: Json | JsonObject): string {
  return sha256Hex(canonicalJson(value));
}
