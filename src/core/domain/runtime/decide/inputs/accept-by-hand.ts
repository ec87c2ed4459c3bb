import type { ErrorWire } from '../../../model/errors.ts';
import { own } from '../../../model/own.ts';
import type { ActionCommand, FireCommand } from '../../../model/run-input.ts';
import type { RunState, VisitState } from '../../../model/run-state.ts';
import { isJsonObject } from '../../../model/json.ts';
import type { CompiledTransition, CompiledTrigger } from '../../compile/compiled-definition.ts';
import { nodeAt } from '../../compile/definition-at.ts';
import { findVisit } from '../../evolve/region-tree.ts';
import { isBlocked } from '../is-blocked.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** Why a transition is not taken by hand; undefined when it may be tried. */
export function acceptFire(meeting: Meeting, { visit: id, transition: wanted }: FireCommand): ErrorWire | undefined {
  const standing = whyNotNow(meeting, id);
  if (standing !== undefined) return standing;
  const visit = findVisit(meeting.state, id);
  const outgoing = nodeAt(meeting.workflow, id)?.outgoing ?? [];
  const transition = outgoing.find((one) => one.id === wanted);
  if (visit !== undefined && transition !== undefined && triggerByHand(meeting.state, visit, transition) !== undefined) return undefined;
  const transitions = visit === undefined ? [] : outgoing.filter((one) => triggerByHand(meeting.state, visit, one) !== undefined).map((one) => one.id);
  return refuse('input_invalid', 'not_allowed', {
    message: `"${wanted}" cannot be taken by hand from ${id} now.`,
    next: transitions.length === 0 ? 'Nothing there waits for a person.' : `Take one of: ${transitions.join(', ')}.`,
    data: { transitions },
  });
}

/** The trigger a person fires when they take the transition now; undefined when nothing of it is pending. */
export function triggerByHand(state: RunState, visit: VisitState, transition: CompiledTransition): CompiledTrigger | undefined {
  const waits = isWaiting(state, visit);
  const hasFired = own(visit.candidates, transition.id) !== undefined || (visit.idle?.rejected ?? []).some((rejected) => isJsonObject(rejected) && rejected['transition'] === transition.id);
  const isHandPending = (type: string): boolean => type === 'manual-advance' || visit.waitsSince !== undefined;
  const isPending = ({ kind }: CompiledTrigger): boolean => {
    if (kind.byHand === true) return isHandPending(kind.type);
    // What a loop could not leave by after one pass is no longer pending in the next.
    if (kind.moment === 'data') return hasFired && visit.bodies.length === 0;
    return waits && (kind.type === 'scheduled' || kind.type === 'external');
  };
  return transition.triggers.find(({ kind }) => kind.byHand === true && isHandPending(kind.type)) ?? transition.triggers.find(isPending);
}

/** Whether the visit waits for something besides its actions. */
export function isWaiting(state: RunState, visit: VisitState): boolean {
  return visit.waitsSince !== undefined || visit.waits !== undefined || state.cards[visit.id] !== undefined;
}

/** Why a user action is not set going; undefined when its condition may be looked at. */
export function acceptUserAction(meeting: Meeting, { visit: id, action: wanted }: ActionCommand): ErrorWire | undefined {
  const standing = whyNotNow(meeting, id);
  if (standing !== undefined) return standing;
  const { workflow, state, at } = meeting;
  const visit = findVisit(state, id);
  const actions = nodeAt(workflow, id)?.userActions ?? [];
  const action = actions.find((one) => one.id === wanted);
  if (visit === undefined || action === undefined) {
    return refuse('input_invalid', 'not_allowed', { message: `There is no user action "${wanted}" at ${id}.`, next: actions.length === 0 ? 'This node has none.' : `It has: ${actions.map((one) => one.id).join(', ')}.` });
  }
  if (!isWaiting(state, visit)) return refuse('precondition_failed', 'busy', { message: `${id} is at work: its user actions may be used once it waits.`, next: 'Try again when the run waits.' });
  if (visit.beside?.[wanted] !== undefined) return refuse('precondition_failed', 'busy', { message: `User action "${wanted}" is under way at ${id}.`, next: 'Wait until it is done.' });
  const until = (own(visit.acted, wanted) ?? Number.NEGATIVE_INFINITY) + action.cooldownMs;
  return until > at ? refuse('precondition_failed', 'cooldown', { message: `User action "${wanted}" cools down.`, next: 'Try again later.', data: { until } }) : undefined;
}

/** Why nothing is taken by hand at the visit, whatever it is. */
function whyNotNow({ state }: Meeting, id: string): ErrorWire | undefined {
  const visit = findVisit(state, id);
  if (visit === undefined) return refuse('precondition_failed', 'stale', { message: `The run is no longer at ${id}.`, next: 'Look at the run to see where it is.' });
  if (state.pause !== undefined) return refuse('precondition_failed', 'paused', { message: `Run ${state.run} is paused.`, next: 'Resume it first.' });
  if (isBlocked(state, id)) return refuse('precondition_failed', 'blocked', { message: `${id} waits for an incident to be resolved.`, next: 'Resolve the incident first.' });
  return visit.leaving === undefined ? undefined : refuse('precondition_failed', 'stale', { message: `${id} is being left already.`, next: 'Look at the run to see where it goes.' });
}
