import type { FoldedEvent } from '../../model/run-event.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';

/** What the executor's own rows mark on a wanted effect; a late outcome marks nothing. */
export function foldMark(state: RunState, event: FoldedEvent): RunState {
  const effect = event.payload['effect'];
  const wanted = typeof effect === 'string' ? state.wanted[effect] : undefined;
  if (wanted === undefined || wanted.attempt !== event.payload['attempt']) return state;
  if (event.type === 'effect_started') return mark(state, { ...wanted, started: true });
  if (event.type === 'effect_interrupted') return mark(state, { ...wanted, started: false, interruptions: wanted.interruptions + 1 });
  return state;
}

function mark(state: RunState, wanted: WantedEffect): RunState {
  return { ...state, wanted: { ...state.wanted, [wanted.id]: wanted } };
}
