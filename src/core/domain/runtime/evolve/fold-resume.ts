import type { TimerState } from '../../model/run-waits.ts';
import type { RegionState, RunState } from '../../model/run-state.ts';
import { restedInbox } from './fold-signals.ts';
import { moveHeld } from './held-timers.ts';
import { mapValues } from './wanted-effects.ts';

/** The state going on after its pause: what was left of every duration is left of it still, and instants stay where they are. */
export function goOn(state: RunState): RunState {
  if (state.pause === undefined) return state;
  const { pause, ...running } = state;
  const rest = state.at - pause.at;
  const later = (timer: TimerState): TimerState => (timer.fixed === true ? timer : { ...timer, dueAt: timer.dueAt + rest });
  return {
    ...running,
    root: rested(state.root, rest),
    wanted: mapValues(state.wanted, (effect) => (effect.notBefore === undefined || effect.notBefore <= pause.at ? effect : { ...effect, notBefore: effect.notBefore + rest })),
    ...restedInbox(state, pause.at),
    timers: mapValues(state.timers, later),
    incidents: mapValues(state.incidents, (incident) => moveHeld(incident, rest)),
    ...(state.approvals === undefined ? {} : { approvals: mapValues(state.approvals, (approval) => (approval.expiresAt === undefined ? approval : { ...approval, expiresAt: approval.expiresAt + rest })) }),
    cards: mapValues(state.cards, (card) => (card.expiresAt === undefined ? card : { ...card, expiresAt: card.expiresAt + rest })),
  };
}

/** Moments that durations inside visits are counted from: of a loop's passes, and of what was set going by hand. */
function rested(region: RegionState, rest: number): RegionState {
  const { active } = region;
  if (active === undefined) return region;
  const { loop, acted, bodies } = active;
  return {
    ...region,
    active: {
      ...active,
      ...(loop === undefined ? {} : { loop: { ...loop, passAt: loop.passAt + rest } }),
      ...(acted === undefined ? {} : { acted: mapValues(acted, (at) => at + rest) }),
      bodies: bodies.map((body) => rested(body, rest)),
    },
  };
}
