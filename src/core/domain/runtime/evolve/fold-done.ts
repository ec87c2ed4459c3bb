import { own } from '../../model/own.ts';
import type { DoneAction } from '../../model/run-facts.ts';
import { nodeOf, regionOf } from '../../model/region-path.ts';
import type { RunState, VisitState } from '../../model/run-state.ts';
import { editScope } from './edit-scope.ts';
import { endName, foldBodyEnd, joined } from './fold-spread.ts';
import { withoutSignal } from './fold-signals.ts';
import { editVisit } from './region-tree.ts';
import { without } from './wanted-effects.ts';
import { withEntry } from './with-entry.ts';

/** What a container yields when its bodies are over stands in scope under one of these names, which no action of it has. */
export const joinNames: readonly string[] = ['results', 'outputs'];

/** The name under which a loop that is left without a pass reports that: its count is none. */
export const passesName = '@passes';

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
  if (action === endName) return foldBodyEnd(state, visit, done.output);
  const node = nodeOf(visit);
  if (action === passesName) {
    const counted = editScope(state, visit, (scope) => ({ ...scope, loops: { ...scope.loops, [node]: { count: done.output ?? 0 } } }));
    return editVisit(counted, visit, (active) => finishAction(active, action));
  }
  const taken = done.consumed === undefined ? state : withoutSignal(state, done.consumed);
  const written = editScope(taken, visit, ({ vars, nodes, loops }) => ({
    vars: done.vars === undefined ? vars : { ...vars, ...done.vars },
    nodes: done.output === undefined ? nodes : withEntry(nodes, node, withEntry(own(nodes, node) ?? {}, nameInScope(action), done.output)),
    loops,
  }));
  return editVisit(written, visit, (active) => finishAction(joinNames.includes(action) ? joined(active) : active, action));
}

/** What belongs to the node itself stands in scope without its mark: `@decision` as `decision`. */
function nameInScope(action: string): string {
  return action.startsWith('@') ? action.slice(1) : action;
}

/** What was written may change what nothing came of before. */
function finishAction(visit: VisitState, action: string): VisitState {
  const { act, idle: _, beside, ...others } = visit;
  const left = beside === undefined ? {} : without(beside, action);
  const rest = Object.keys(left).length === 0 ? others : { ...others, beside: left };
  const done = visit.done.includes(action) ? visit.done : [...visit.done, action];
  return { ...rest, done, ...(act === undefined || act.action === action ? {} : { act }) };
}
