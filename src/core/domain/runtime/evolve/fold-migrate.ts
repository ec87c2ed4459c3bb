import type { JsonObject } from '../../model/json.ts';
import { own } from '../../model/own.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { MigrateInput } from '../../model/run-input.ts';
import { present } from '../../model/present.ts';
import type { ActState, RegionState, RunState, ScopeState, VisitState, WantedEffect } from '../../model/run-state.ts';
import { versionsToKeep } from './kept-versions.ts';
import { movedCounts, movedPath, type MovedVisits, movedVisits, namesIn } from './moved-visits.ts';
import { editRegion } from './region-tree.ts';
import { withoutQuestions } from './fold-verdict.ts';
import { keepOnly, mapValues } from './wanted-effects.ts';

/** The state under another definition: the same visits under their names there, and the actions that are others there not begun. */
export function foldMigrate(state: RunState, { definitionHash, mapping, vars, own: bodies, again, actions }: MigrateInput): RunState {
  const asked = Object.entries(bodies ?? {}).reduce(withVariables, withoutQuestions(state));
  const begun = again === undefined ? asked : again.reduce(withoutAction, asked);
  const moved = Object.keys(mapping).length === 0 ? begun : renamed(begun, mapping);
  const { versions, ...rest } = moved;
  const pinned = versionsToKeep(present({ expression: versions?.expression, actions }));
  return { ...rest, ...present({ versions: pinned }), definitionHash, ...(vars === undefined ? {} : { scope: { ...moved.scope, vars: { ...vars, ...moved.scope.vars } } }) };
}

function withVariables(state: RunState, [path, vars]: readonly [string, JsonObject]): RunState {
  return editRegion(state, path, (region) => (region.own === undefined ? region : { ...region, own: { ...region.own, vars: { ...vars, ...region.own.vars } } }));
}

/** The visit's action under way has not begun; the numbers of its effects go on, as they never repeat. */
function withoutAction(state: RunState, visit: string): RunState {
  const edit = (region: RegionState): RegionState => (region.active === undefined ? region : { ...region, active: editIn(region.active) });
  const editIn = (active: VisitState): VisitState => {
    if (active.id !== visit) return active.bodies.length === 0 ? active : { ...active, bodies: active.bodies.map(edit) };
    const { act: _, ...rest } = active;
    return rest;
  };
  const isAct = (effect: { readonly visit: string; readonly action: string }): boolean => effect.visit === visit && effect.action === actionAt(state.root, visit);
  return { ...state, root: edit(state.root), wanted: keepOnly(state.wanted, (effect) => !isAct(effect)) };
}

function actionAt({ active }: RegionState, visit: string): string | undefined {
  if (active === undefined) return undefined;
  if (active.id === visit) return active.act?.action;
  return active.bodies.map((body) => actionAt(body, visit)).find((action) => action !== undefined);
}

type Names = MigrateInput['mapping'];

function renamed(state: RunState, names: Names): RunState {
  const moved = movedVisits(state.root, names);
  const path = (id: string): string => movedPath(id, moved);
  const placed = <Held extends { readonly visit: string }>(held: Held): Held => ({ ...held, visit: path(held.visit) });
  return {
    ...state,
    root: renamedRegion(state.root, { names, moved }),
    scope: renamedScope(state.scope, namesIn('', names)),
    wanted: keysBy(mapValues(state.wanted, (effect) => renamedEffect(effect, moved)), path),
    timers: keysBy(mapValues(state.timers, (timer) => ({ ...placed(timer), id: path(timer.id) })), path),
    cards: keysBy(mapValues(state.cards, placed), path),
    ...(state.approvals === undefined ? {} : { approvals: keysBy(mapValues(state.approvals, (one) => ({ ...placed(one), id: path(one.id) })), path) }),
    ...(state.arming === undefined ? {} : { arming: keysBy(mapValues(state.arming, (one) => ({ ...placed(one), timer: path(one.timer) })), path) }),
    incidents: keysBy(
      mapValues(state.incidents, (incident) => ({
        ...placed(incident),
        incident: path(incident.incident),
        ...(incident.effect === undefined ? {} : { effect: path(incident.effect) }),
        ...(incident.timers === undefined ? {} : { timers: incident.timers.map((timer) => ({ ...placed(timer), id: path(timer.id) })) }),
      })),
      path,
    ),
    visited: keysBy(state.visited, namesIn('', names), sum),
  };
}

interface Renaming {
  readonly names: Names;
  readonly moved: MovedVisits;
}

function renamedRegion(region: RegionState, renaming: Renaming): RegionState {
  const { names, moved } = renaming;
  const { active } = region;
  const node = namesIn(region.path, names);
  return {
    ...region,
    path: movedPath(region.path, moved),
    visits: movedCounts(region, names),
    recent: { ...region.recent, visits: keysBy(region.recent.visits, node, sum) },
    ...(region.own === undefined ? {} : { own: renamedScope(region.own, node) }),
    ...(active === undefined ? {} : { active: renamedVisit(active, renaming) }),
  };
}

/** What a node gave under its other name stands over what one gave that was called so before. */
function renamedScope(scope: ScopeState, node: (id: string) => string): ScopeState {
  const over = (before: JsonObject, latest: JsonObject): JsonObject => ({ ...before, ...latest });
  return { ...scope, nodes: keysBy(scope.nodes, node, over), loops: keysBy(scope.loops, node, over) };
}

function renamedVisit(visit: VisitState, renaming: Renaming): VisitState {
  const { moved } = renaming;
  const id = movedPath(visit.id, moved);
  return {
    ...visit,
    id,
    node: nodeOf(id),
    ...(visit.act === undefined ? {} : { act: renamedAct(visit.act, moved) }),
    ...(visit.beside === undefined ? {} : { beside: mapValues(visit.beside, (act) => renamedAct(act, moved)) }),
    bodies: visit.bodies.map((body) => renamedRegion(body, renaming)),
  };
}

function renamedAct(act: ActState, moved: MovedVisits): ActState {
  return { ...act, held: keysBy(mapValues(act.held, (effect) => renamedEffect(effect, moved)), (id) => movedPath(id, moved)) };
}

function renamedEffect<Effect extends WantedEffect>(effect: Effect, moved: MovedVisits): Effect {
  const visit = movedPath(effect.visit, moved);
  return { ...effect, id: movedPath(effect.id, moved), visit, node: nodeOf(visit) };
}

function sum(one: number, other: number): number {
  return one + other;
}

/** The record under other names. `both` is of what stood under the name already and what comes to it. */
function keysBy<Value>(record: { readonly [name: string]: Value }, rename: (name: string) => string, both?: (there: Value, coming: Value) => Value): { readonly [name: string]: Value } {
  const next: { [name: string]: Value } = {};
  for (const [from, value] of Object.entries(record)) {
    const to = rename(from);
    const other = own(next, to);
    if (other === undefined || both === undefined) next[to] = value;
    else next[to] = from === to ? both(value, other) : both(other, value);
  }
  return next;
}
