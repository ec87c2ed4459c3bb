import { ownId } from '../../model/effect-id.ts';
import type { AdjustCommand, BreakCommand } from '../../model/run-input.ts';
import type { LoopState } from '../../model/container-state.ts';
import type { RunState } from '../../model/run-state.ts';
import { namedVisit } from './named-visit.ts';
import { editVisit } from './region-tree.ts';
import { without } from './wanted-effects.ts';

/** The state of a run one of whose loops is to end before its time. */
export function foldBreak(state: RunState, { visit, force }: BreakCommand): RunState {
  return editLoop(state, visit, (loop) => ({ ...loop, broken: force ? 'now' : 'after_pass' }));
}

/** The state with other limits of one loop, and without the rest before its next pass if that is to begin now. */
export function foldAdjust(state: RunState, { visit: name, maxPasses, timeoutMs, throttleMs, next }: AdjustCommand): RunState {
  const visit = namedVisit(state, name);
  if (visit === undefined) return state;
  const rested = next === true ? { ...state, timers: without(state.timers, ownId(visit.id, 'timer', 'pass')) } : state;
  return editLoop(rested, visit.id, (loop) => {
    const limits = {
      ...loop.limits,
      ...(maxPasses === undefined ? {} : { maxPasses }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(throttleMs === undefined ? {} : { throttleMs }),
    };
    const passAt = next === true ? state.at : loop.passAt;
    // A new number of passes counts from the beginning, whatever was added to the old one.
    return { ...loop, passAt, extra: maxPasses === undefined ? loop.extra : 0, ...(Object.keys(limits).length === 0 ? {} : { limits }) };
  });
}

function editLoop(state: RunState, name: string, edit: (loop: LoopState) => LoopState): RunState {
  const visit = namedVisit(state, name);
  return visit === undefined ? state : editVisit(state, visit.id, (found) => (found.loop === undefined ? found : { ...found, loop: edit(found.loop) }));
}
