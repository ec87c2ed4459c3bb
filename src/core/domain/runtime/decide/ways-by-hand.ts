import type { ErrorWire } from '../../model/errors.ts';
import { present } from '../../model/present.ts';
import type { VisitState } from '../../model/run-state.ts';
import { askFor } from './ask.ts';
import { examine, rejectedParams } from './candidates.ts';
import { refuse } from './inputs/refusal.ts';
import { leave } from './leaving.ts';
import type { Turn } from './turn.ts';

/** What fired where a person took a transition in answer to an incident. */
export const operatorTrigger = 'operator';

/** A transition a person takes, and what stands for the trigger that fired. */
export interface WayByHand {
  readonly transition: string;
  readonly trigger: string;
  readonly skipValidators?: true | undefined;
}

/**
 * Takes the way a person named: its validators decide, or ask, unless an administrator skips them. Gives why it is refused.
 * `still` gives the visit as it is once what it does has been ended.
 */
export function takeByHand(turn: Turn, visit: VisitState, { way, still }: { readonly way: WayByHand; readonly still: () => VisitState }): ErrorWire | undefined {
  const { transition, trigger, skipValidators } = way;
  const { chosen, pending, isAsked, rejected } = examine(turn, visit, { by: [trigger], only: transition, fired: { trigger, read: {} }, ...present({ skipValidators }) });
  if (chosen !== undefined) leave(turn, still(), chosen);
  else if (pending !== undefined) askFor(turn, visit, { pending, moment: 'event' });
  else return isAsked === true ? alreadyAsked(transition) : notLetThrough(transition, rejected);
  return undefined;
}

function notLetThrough(transition: string, rejected: ReturnType<typeof examine>['rejected']): ErrorWire {
  const [first] = rejected;
  return refuse('precondition_failed', 'not_accepted', {
    message: `"${transition}" is not let through: ${first?.message ?? 'its validators say no'}.`,
    next: first?.recommendedAction ?? 'Change what it checks, or let an administrator skip its validators.',
    data: rejectedParams(rejected),
  });
}

function alreadyAsked(transition: string): ErrorWire {
  return refuse('precondition_failed', 'busy', { message: `"${transition}" is being validated already.`, next: 'Wait for the verdict.' });
}
