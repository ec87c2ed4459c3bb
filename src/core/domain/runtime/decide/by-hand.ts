import { AppError, type ErrorWire } from '../../model/errors.ts';
import { evaluate } from '../../expression/expression.ts';
import { isJsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { ActionCommand, FireCommand } from '../../model/run-input.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import type { CompiledTransition, CompiledTrigger, CompiledUserAction } from '../compile/compiled-definition.ts';
import { nodeAt, transitionAt } from '../compile/definition-at.ts';
import { decisionId } from '../compile/compile-own-action.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { carryOn, stopActing } from './beside.ts';
import { decisionIn } from './candidates.ts';
import { triggerByHand } from './inputs/accept-by-hand.ts';
import { refuse } from './inputs/refusal.ts';
import { guarded } from './run-errors.ts';
import { scopeAt } from './scope-view.ts';
import type { Turn } from './turn.ts';
import { takeByHand } from './ways-by-hand.ts';

/** Takes a transition that waits for a person. One whose validators say no is refused; one whose validators ask waits for them. */
export function fireByHand(turn: Turn, before: RunState, command: FireCommand & { readonly reason?: string }): ErrorWire | undefined {
  const visit = findVisit(turn.state, command.visit);
  const transition = transitionAt(turn.workflow, command.visit, command.transition);
  const standing = findVisit(before, command.visit);
  const trigger = transition === undefined || standing === undefined ? undefined : triggerByHand(before, standing, transition);
  if (visit === undefined || transition === undefined || trigger === undefined) return tooLate(command.visit);
  let refused: ErrorWire | undefined;
  guarded(turn, { visit }, () => {
    refused = take(turn, visit, { transition, trigger, command });
  });
  return refused;
}

interface Fired {
  readonly transition: CompiledTransition;
  readonly trigger: CompiledTrigger;
  readonly command: FireCommand & { readonly reason?: string };
}

function take(turn: Turn, visit: VisitState, { transition, trigger, command }: Fired): ErrorWire | undefined {
  if (trigger.kind.type === 'manual-selection') noteSelection(turn, visit, { transition, trigger, command });
  const standing = findVisit(turn.state, visit.id) ?? visit;
  const way = { transition: transition.id, trigger: trigger.kind.type, skipValidators: command.skipValidators };
  return takeByHand(turn, standing, { way, still: () => stopActing(turn, standing) });
}

/** What a person chose stands where a model's choice would, with the recommendation beside it. */
function noteSelection(turn: Turn, visit: VisitState, { transition, trigger, command }: Fired): void {
  const node = nodeAt(turn.workflow, visit.id);
  if (node?.kind.reserves !== 'decision') return;
  const before = decisionIn(scopeAt(turn, visit.id), visit.node);
  const recommended = isJsonObject(before) && before['by'] === 'model' ? before : undefined;
  const choice = trigger.kind.choice?.(trigger.config) ?? transition.id;
  turn.finish({ action: `${visit.id}/${decisionId}`, output: { choice, confidence: 1, rationale: command.reason ?? '', alternatives: [], by: 'person', ...present({ recommended }) } });
}

function tooLate(visit: string): ErrorWire {
  return refuse('precondition_failed', 'stale', { message: `The run is no longer at ${visit} as it was.`, next: 'Look at the run to see where it is.' });
}

/** Sets a user action going, if its condition holds. */
export function beginUserAction(turn: Turn, { visit: id, action: wanted }: ActionCommand): ErrorWire | undefined {
  const visit = findVisit(turn.state, id);
  const action = nodeAt(turn.workflow, id)?.userActions?.find((one) => one.id === wanted);
  if (visit === undefined || action === undefined || visit.leaving !== undefined) return tooLate(id);
  if (!mayBeUsed(turn, visit, action)) return refuse('precondition_failed', 'not_accepted', { message: `User action "${wanted}" may not be used now: its condition is not true.`, next: 'See with `aiwm actions list` which may be used, and when.' });
  carryOn(turn, { visit, action: action.action });
  return undefined;
}

/** Whether the condition of a user action is true where the visit stands; one that cannot be told is not. */
export function mayBeUsed(turn: Turn, visit: VisitState, { when }: CompiledUserAction): boolean {
  if (when === undefined) return true;
  try {
    return evaluate(when, scopeAt(turn, visit.id), turn.fuel).value === true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
