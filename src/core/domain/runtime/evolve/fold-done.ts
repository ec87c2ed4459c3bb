import type { DoneAction } from '../../model/run-facts.ts';
import { nodeOf, regionOf } from '../../model/region-path.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import { editVisit } from './region-tree.ts';

/** The state after actions finished: what they wrote is in scope, and their visit knows them done. */
export function foldDone(state: RunState, done: readonly DoneAction[]): RunState {
  let next = state;
  for (const action of done) next = foldAction(next, action);
  return next;
}

function foldAction(state: RunState, done: DoneAction): RunState {
  // An action's path has the shape of a visit's: the part before the last slash is the visit, the part after it the action.
  const visit = regionOf(done.action);
  const action = done.action.slice(visit.length + 1);
  const node = nodeOf(visit);
  const { vars, nodes } = state.scope;
  const scope = {
    ...state.scope,
    ...(done.vars === undefined ? {} : { vars: { ...vars, ...done.vars } }),
    ...(done.output === undefined ? {} : { nodes: { ...nodes, [node]: { ...nodes[node], [action]: done.output } } }),
  };
  return editVisit({ ...state, scope }, visit, (active) => finishAction(active, action));
}

function finishAction(visit: VisitState, action: string): VisitState {
  const { act, ...rest } = visit;
  const done = visit.done.includes(action) ? visit.done : [...visit.done, action];
  return { ...rest, done, ...(act === undefined || act.action === action ? {} : { act }) };
}
