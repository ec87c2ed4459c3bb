import type { ErrorWire } from '../../../model/errors.ts';
import { own } from '../../../model/own.ts';
import type { CardInput, CommandInput, HostInput, RunInput } from '../../../model/run-input.ts';
import type { RunState } from '../../../model/run-state.ts';
import { definitionAt } from '../../compile/definition-at.ts';
import { isBlocked } from '../is-blocked.ts';
import { acceptAnswer } from './accept-answer.ts';
import { acceptApproval } from './accept-approval.ts';
import { acceptFire, acceptUserAction } from './accept-by-hand.ts';
import { acceptFork } from './accept-fork.ts';
import { acceptMigrate } from './accept-migrate.ts';
import { acceptAdjust, acceptBreak } from './accept-loop-command.ts';
import { acceptArmed, acceptSignal } from './accept-signal.ts';
import { cardProblems } from './card-values.ts';
import { hiddenParts } from './hidden-fields.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** Why the run does not take this input as it stands; undefined when it does. Only a start meets no run. */
export function refusalOf(meeting: Meeting, input: RunInput): ErrorWire | undefined {
  const { state } = meeting;
  if (input.type === 'start') return refuse('conflict', 'started', { message: `Run ${state.run} has started already.`, next: 'Follow it, or start another one.' });
  if (state.ended !== undefined) return refuse('precondition_failed', 'ended', { message: `Run ${state.run} has ended: ${state.ended.status}.`, next: 'Start it again, if you want another run.' });
  switch (input.type) {
    case 'command':
      return acceptCommand(meeting, input);
    case 'effect_completed':
    case 'effect_failed':
      return isWanted(state, input) ? undefined : refuse('precondition_failed', 'late', { message: `Nobody waits any more for attempt ${input.attempt} of effect ${input.effect}.`, next: 'Nothing is to be done: it changed nothing.' });
    case 'timer':
      return acceptTimer(meeting, input.id);
    case 'timer_armed':
      return acceptArmed(meeting, input);
    case 'signal':
      return acceptSignal(meeting, input);
    case 'card':
      return acceptCard(meeting, input);
    case 'approval':
      return acceptApproval(meeting, input);
    case 'claim_refused':
      return isWanted(state, input) ? undefined : refuse('precondition_failed', 'late', { message: `Nobody waits any more for attempt ${input.attempt} of effect ${input.effect}.`, next: 'Nothing is to be done: it changed nothing.' });
    case 'continue':
      return state.continueDue ? undefined : refuse('precondition_failed', 'stale', { message: `Run ${state.run} did not ask to be continued.`, next: 'Look at the run to see what it waits for.' });
    case 'migrate':
      return acceptMigrate(meeting, input);
    case 'host':
      return acceptHost(state, input);
    default:
      return input satisfies never;
  }
}

function isWanted(state: RunState, { effect, attempt }: { readonly effect: string; readonly attempt: number }): boolean {
  return own(state.wanted, effect)?.attempt === attempt;
}

function acceptCommand(meeting: Meeting, command: CommandInput): ErrorWire | undefined {
  const { pause, run } = meeting.state;
  switch (command.name) {
    case 'pause':
      if (pause === undefined || (command.now && !pause.now)) return undefined;
      return refuse('precondition_failed', 'paused', { message: `Run ${run} is paused already.`, next: 'Resume it to let it go on.' });
    case 'resume':
      return pause === undefined ? refuse('precondition_failed', 'not_paused', { message: `Run ${run} is not paused.`, next: 'Look at the run to see what it waits for.' }) : undefined;
    case 'stop':
      return undefined;
    case 'resolve':
      return acceptAnswer(meeting, command);
    case 'break':
      return acceptBreak(meeting, command);
    case 'adjust':
      return acceptAdjust(meeting, command);
    case 'fire':
      return acceptFire(meeting, command);
    case 'action':
      return acceptUserAction(meeting, command);
    case 'fork':
      return acceptFork(meeting, command);
    default:
      return command satisfies never;
  }
}

function acceptTimer({ state, at }: Meeting, id: string): ErrorWire | undefined {
  const timer = own(state.timers, id);
  if (timer === undefined) return refuse('precondition_failed', 'stale', { message: `Timer ${id} is gone.`, next: 'Look at the run to see what it waits for.' });
  if (state.pause !== undefined) return refuse('precondition_failed', 'paused', { message: `Timer ${id} stands still while the run is paused.`, next: 'Resume the run first.' });
  if (isBlocked(state, timer.visit)) return refuse('precondition_failed', 'blocked', { message: `Timer ${id} waits for an incident to be resolved.`, next: 'Resolve the incident first.' });
  return timer.dueAt > at ? refuse('precondition_failed', 'early', { message: `Timer ${id} is not due yet.`, next: 'Wait until it is.', data: { dueAt: timer.dueAt } }) : undefined;
}

function acceptCard({ workflow, state, at }: Meeting, { visit, values }: CardInput): ErrorWire | undefined {
  const card = own(state.cards, visit);
  if (card === undefined) return refuse('precondition_failed', 'stale', { message: `The card of ${visit} is no longer asked for.`, next: 'List the open cards and answer one of them.' });
  if (card.answer !== undefined) return refuse('already_answered', 'answered', { message: `The card of ${visit} is answered already.`, next: 'List the open cards and answer one of them.' });
  if (isBlocked(state, visit)) {
    return refuse('precondition_failed', 'blocked', { message: `The card of ${visit} waits for an incident to be resolved.`, next: 'Resolve the incident first.' });
  }
  const compiled = definitionAt(workflow, visit).cards.get(card.cardId);
  const fields = cardProblems(compiled?.fields ?? [], values, compiled === undefined ? {} : { hidden: hiddenParts(compiled, { state, at, visit }, values) });
  const [first] = Object.entries(fields);
  if (first === undefined) return undefined;
  return { code: 'input_invalid', message: `The answer to card "${card.cardId}" is not valid: ${first[0]} ${first[1]}.`, next: 'Correct the fields named and submit again.', data: { fields } };
}

function acceptHost(state: RunState, input: HostInput): ErrorWire | undefined {
  if (input.kind !== 'in_doubt' && input.kind !== 'crash_loop') return undefined;
  const isKnown = input.effect !== undefined && own(state.wanted, input.effect) !== undefined;
  return isKnown ? undefined : refuse('precondition_failed', 'late', { message: `Effect ${input.effect ?? ''} is not under way.`, next: 'Nothing is to be done: it changed nothing.' });
}
