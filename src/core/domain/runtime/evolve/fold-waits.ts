import type { FactPayloads } from '../../model/run-facts.ts';
import type { TimerArmedInput } from '../../model/run-input.ts';
import type { ArmingState } from '../../model/run-waits.ts';
import type { RunState } from '../../model/run-state.ts';
import { ownId } from '../../model/effect-id.ts';
import { setTimers } from './leave-visit.ts';
import { editVisit } from './region-tree.ts';
import { keepOnly, without } from './wanted-effects.ts';

/** The state with a visit that waits, if the fact says so. */
export function foldWaits(state: RunState, { visit: id, waits, timers }: FactPayloads['action_done']): RunState {
  if (waits === undefined) return setTimers(state, timers);
  const { moment, ...rest } = waits;
  const timer = ownId(id, 'timer', 'wait');
  const arming = moment === undefined ? {} : { arming: { ...state.arming, [timer]: { timer, visit: id, moment } } };
  return setTimers(editVisit({ ...state, ...arming }, id, (visit) => ({ ...visit, waits: rest })), timers);
}

/** The state without deadlines that came to nothing, and with where looking through the inbox was cut short. */
export function foldMet(state: RunState, { visit: id, met, looking }: FactPayloads['action_done']): RunState {
  const next = looking === undefined ? state : { ...state, looking };
  if (met === undefined) return next;
  const timers = met.reduce(without, next.timers);
  return editVisit({ ...next, timers }, id, (visit) => {
    const { idle: _, ...rest } = visit;
    return rest;
  });
}

/** The state after a moment became an instant, or nobody could say which one. */
export function foldArmed(state: RunState, input: TimerArmedInput): RunState {
  const asked = state.arming?.[input.timer];
  if (state.arming === undefined || asked === undefined) return state;
  if ('error' in input) return { ...state, arming: { ...state.arming, [input.timer]: { ...asked, error: input.error } } };
  return setTimers({ ...state, arming: without(state.arming, input.timer) }, [{ id: input.timer, dueAt: input.dueAt, fixed: true }]);
}

/** The moments that still wait to become instants, of those visits alone. */
export function keepArming({ arming }: RunState, keep: (arming: ArmingState) => boolean): Pick<RunState, 'arming'> {
  return arming === undefined ? {} : { arming: keepOnly(arming, keep) };
}
