import type { ErrorWire } from '../../../model/errors.ts';
import { own } from '../../../model/own.ts';
import type { SignalInput, TimerArmedInput } from '../../../model/run-input.ts';
import { inboxSize, liveSignals } from '../../evolve/fold-signals.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';
import { unfitSignal } from './unfit-signal.ts';

/** Why a signal does not come into the inbox; undefined when it does. */
export function acceptSignal(meeting: Meeting, input: SignalInput): ErrorWire | undefined {
  const { state, at } = meeting;
  const { emitter, id } = input;
  const waiting = liveSignals(state.inbox, at);
  if (waiting.some((entry) => entry.emitter === emitter && entry.id === id)) {
    return refuse('conflict', 'duplicate', { message: `Signal ${id} of ${emitter} has come already.`, next: 'Nothing is to be done: it counts once.' });
  }
  const unfit = unfitSignal(meeting, input);
  if (unfit !== undefined) return unfit;
  if (waiting.length < inboxSize) return undefined;
  return refuse('rate_limited', 'inbox_full', { message: `${waiting.length} signals wait in the inbox of run ${state.run}.`, next: 'Send it again once the run has taken some, or once they are older than seven days.', data: { size: inboxSize } });
}

/** Why the answer about a moment is not wanted; undefined when it is. */
export function acceptArmed({ state }: Meeting, { timer }: TimerArmedInput): ErrorWire | undefined {
  const asked = own(state.arming, timer);
  return asked !== undefined && asked.error === undefined ? undefined : refuse('precondition_failed', 'stale', { message: `Nobody waits for the moment of timer ${timer}.`, next: 'Look at the run to see what it waits for.' });
}
