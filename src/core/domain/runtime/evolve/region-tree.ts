import { own } from '../../model/own.ts';
import { isWithin, nodeOf, placeOf, regionOf } from '../../model/region-path.ts';
import type { RegionState, RunState, VisitState } from '../../model/run-state.ts';
import { withEntry } from './with-entry.ts';

/** The active visit with this id; undefined when it is gone. */
export function findVisit(state: RunState, id: string): VisitState | undefined {
  return findIn(state.root, id);
}

function findIn(region: RegionState, id: string): VisitState | undefined {
  const active = region.active;
  if (active === undefined || active.id === id) return active;
  for (const body of active.bodies) {
    if (isWithin(id, body.path)) return findIn(body, id);
  }
  return undefined;
}

/** The region instance at this path; undefined when it is gone. */
export function findRegion(state: RunState, path: string): RegionState | undefined {
  let region: RegionState | undefined = state.root;
  while (region !== undefined && region.path !== path) {
    region = region.active?.bodies.find((body) => isWithin(path, body.path));
  }
  return region;
}

/** Every active visit, containers before what stands inside them. */
export function visitsOf(region: RegionState): readonly VisitState[] {
  const active = region.active;
  if (active === undefined) return [];
  return active.bodies.length === 0 ? [active] : [active, ...active.bodies.flatMap(visitsOf)];
}

/** The state with one visit edited; the same state when the visit is gone. */
export function editVisit(state: RunState, id: string, edit: (visit: VisitState) => VisitState): RunState {
  return editRegion(state, regionOf(id), (region) => {
    if (region.active?.id !== id) return region;
    const active = edit(region.active);
    return active === region.active ? region : { ...region, active };
  });
}

/** The state with one region instance edited, copying only the path to it. */
export function editRegion(state: RunState, path: string, edit: (region: RegionState) => RegionState): RunState {
  const root = editAt(state.root, path, edit);
  return root === state.root ? state : { ...state, root };
}

function editAt(region: RegionState, path: string, edit: (region: RegionState) => RegionState): RegionState {
  if (region.path === path) return edit(region);
  const active = region.active;
  const at = active?.bodies.findIndex((body) => isWithin(path, body.path)) ?? -1;
  const body = active?.bodies[at];
  if (active === undefined || body === undefined) return region;
  const edited = editAt(body, path, edit);
  return edited === body ? region : { ...region, active: { ...active, bodies: active.bodies.with(at, edited) } };
}

/** The region with a visit begun in it. `outside` is how many inputs from outside there have been. */
export function enterVisit(region: RegionState, visit: string, moment: { readonly at: number; readonly outside: number }): RegionState {
  const node = nodeOf(visit);
  const recent = region.recent.since === moment.outside ? region.recent.visits : {};
  return {
    ...region,
    visits: withEntry(region.visits, node, (own(region.visits, node) ?? 0) + 1),
    recent: { since: moment.outside, visits: withEntry(recent, node, (own(recent, node) ?? 0) + 1) },
    active: { id: visit, node, enteredAt: moment.at, done: [], effects: {}, bodies: [], cancelled: false, incidents: 0 },
  };
}

/** The state with one more visit of the visit's node in the count of all regions. */
export function countVisit(state: RunState, visit: string): RunState {
  const node = placeOf(visit);
  return { ...state, visited: withEntry(state.visited, node, (own(state.visited, node) ?? 0) + 1) };
}

/** An instance of a region in which nothing has been entered yet. */
export function emptyRegion(path: string): RegionState {
  return { path, visits: {}, recent: { since: 0, visits: {} } };
}
