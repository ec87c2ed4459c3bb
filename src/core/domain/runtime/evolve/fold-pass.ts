import { ownId } from '../../model/effect-id.ts';
import { containerOf, nodeOf } from '../../model/region-path.ts';
import type { FactPayloads } from '../../model/run-facts.ts';
import type { LoopState } from '../../model/container-state.ts';
import type { RunState } from '../../model/run-state.ts';
import { editScope } from './edit-scope.ts';
import { foldBody } from './fold-spread.ts';
import { closeBodies, setTimers } from './leave-visit.ts';
import { countVisit, editVisit, emptyRegion, enterVisit, findVisit } from './region-tree.ts';
import { without } from './wanted-effects.ts';

/** The state with a pass begun: a fresh instance of the body, and the loop's place in scope. */
export function foldPass(state: RunState, fact: FactPayloads['pass_started']): RunState {
  if (fact.own !== undefined) return foldBody(state, fact);
  const visit = containerOf(fact.region);
  if (visit === undefined) return state;
  const closed = closeBodies(state, visit);
  const before = findVisit(closed, visit)?.loop;
  const throttle = ownId(visit, 'timer', 'pass');
  const waits = fact.timers?.find((timer) => timer.id === throttle);
  const loop: LoopState = {
    ...(before ?? { startedAt: state.at, extra: 0 }),
    pass: fact.pass,
    passAt: waits?.dueAt ?? state.at,
    ...(fact.items === undefined ? {} : { items: fact.items }),
  };
  const body = enterVisit(emptyRegion(fact.region), fact.visit, state);
  const begun = editVisit(closed, visit, (container) => ({ ...container, loop, bodies: [body], cancelled: false }));
  return setTimers(placeInScope(countVisit({ ...begun, timers: without(begun.timers, throttle) }, fact.visit), visit, loop), fact.timers);
}

function placeInScope(state: RunState, visit: string, loop: LoopState): RunState {
  const item = loop.items?.[loop.pass];
  const place = { count: loop.pass, index: loop.pass, ...(item === undefined ? {} : { item }) };
  return editScope(state, visit, (scope) => ({ ...scope, loops: { ...scope.loops, [nodeOf(visit)]: place } }));
}
