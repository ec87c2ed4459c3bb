import { isWithin } from '../../model/region-path.ts';
import type { RegionState, RunState, ScopeState, VisitState } from '../../model/run-state.ts';
import { editRegion } from './region-tree.ts';

/** A region instance around a place, and the visit it is a body of. */
export interface Around {
  readonly region: RegionState;
  /** Absent for the root. */
  readonly container?: VisitState;
}

/** Every region instance a path stands in, the root first. */
export function regionsTo(state: RunState, path: string): readonly Around[] {
  const around: Around[] = [{ region: state.root }];
  for (let container = state.root.active; container !== undefined; ) {
    const region: RegionState | undefined = container.bodies.find((body) => isWithin(path, body.path));
    if (region === undefined) break;
    around.push({ region, container });
    container = region.active;
  }
  return around;
}

/** The state with what a visit writes: into the innermost body around it that has a scope of its own, else into the run's. */
export function editScope(state: RunState, visit: string, edit: (scope: ScopeState) => ScopeState): RunState {
  // A visit of the root region has no body around it.
  const own = visit.includes('/') ? regionsTo(state, visit).findLast(({ region }) => region.own !== undefined)?.region : undefined;
  if (own === undefined) return { ...state, scope: edit(state.scope) };
  return editRegion(state, own.path, (region) => (region.own === undefined ? region : { ...region, own: edit(region.own) }));
}

/** What an expression at a place may read: what encloses it, under what the bodies around it wrote; in a called workflow nothing from outside. */
export function scopeIn(state: RunState, path: string): ScopeState & { readonly inputs: RunState['inputs'] } {
  const { vars, nodes, loops } = state.scope;
  let scope: ReturnType<typeof scopeIn> = { inputs: state.inputs, vars, nodes, loops };
  for (const { region } of regionsTo(state, path)) {
    const { own, call } = region;
    if (call !== undefined) scope = { inputs: call.inputs, ...(own ?? emptyScope) };
    else if (own !== undefined) scope = { inputs: scope.inputs, vars: over(scope.vars, own.vars), nodes: over(scope.nodes, own.nodes), loops: over(scope.loops, own.loops) };
  }
  return scope;
}

export const emptyScope: ScopeState = { vars: {}, nodes: {}, loops: {} };

function over<Value>(outer: { readonly [name: string]: Value }, own: { readonly [name: string]: Value }): { readonly [name: string]: Value } {
  for (const _ in own) return { ...outer, ...own };
  return outer;
}
