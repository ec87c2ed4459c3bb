import type { SignalName } from '../../model/run-facts.ts';
import type { SignalInput } from '../../model/run-input.ts';
import type { SignalState } from '../../model/run-waits.ts';
import type { RunState } from '../../model/run-state.ts';

/** How long a signal waits to be taken. */
export const signalLifeMs = 7 * 24 * 60 * 60 * 1000;
/** Signals that wait to be taken, at most. */
export const inboxSize = 1000;

/** Those of the inbox that may still be taken. */
export function liveSignals(inbox: readonly SignalState[] | undefined, at: number): readonly SignalState[] {
  return inbox?.filter((entry) => entry.until > at) ?? [];
}

/** The state with a signal in the inbox, and without those that waited too long. */
export function foldSignal(state: RunState, { emitter, id, name, key, payload }: SignalInput): RunState {
  const entry: SignalState = { emitter, id, name, ...(key === undefined ? {} : { key }), payload, at: state.at, until: state.at + signalLifeMs };
  return { ...state, inbox: [...liveSignals(state.inbox, state.at), entry] };
}

/** The state without a signal that was taken. */
export function withoutSignal(state: RunState, { emitter, id }: SignalName): RunState {
  return { ...state, inbox: (state.inbox ?? []).filter((entry) => entry.emitter !== emitter || entry.id !== id) };
}

/** The inbox after a pause that began then: no signal grew older in it. */
export function restedInbox({ inbox, at }: RunState, pausedAt: number): Pick<RunState, 'inbox'> {
  if (inbox === undefined) return {};
  return { inbox: inbox.map((entry) => ({ ...entry, until: entry.until + at - Math.max(pausedAt, entry.at) })) };
}
