import type { MigrateInput } from '../../model/run-input.ts';
import { present } from '../../model/present.ts';
import type { ActState, RegionState, RunState, VisitState } from '../../model/run-state.ts';
import { versionsToKeep } from './kept-versions.ts';
import { withoutQuestions } from './fold-verdict.ts';
import { keepOnly, mapValues } from './wanted-effects.ts';

/** The state under another definition: the same visits under their names there, and the actions that are others there not begun. */
export function foldMigrate(state: RunState, { definitionHash, mapping, vars, again, actions }: MigrateInput): RunState {
  const asked = withoutQuestions(state);
  const begun = again === undefined ? asked : again.reduce(withoutAction, asked);
  const moved = Object.keys(mapping).length === 0 ? begun : renamed(begun, mapping);
  const { versions, ...rest } = moved;
  const pinned = versionsToKeep(present({ expression: versions?.expression, actions }));
  return { ...rest, ...present({ versions: pinned }), definitionHash, ...(vars === undefined ? {} : { scope: { ...moved.scope, vars: { ...vars, ...moved.scope.vars } } }) };
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
  const path = (id: string): string => renamedPath(id, names);
  const node = (id: string): string => names[id] ?? id;
  return {
    ...state,
    root: renamedRegion(state.root, names),
    scope: { ...state.scope, nodes: keysBy(state.scope.nodes, node), loops: keysBy(state.scope.loops, node) },
    wanted: keysBy(mapValues(state.wanted, (effect) => ({ ...effect, id: path(effect.id), visit: path(effect.visit), node: node(effect.node) })), path),
    timers: keysBy(mapValues(state.timers, (timer) => ({ ...timer, id: path(timer.id), visit: path(timer.visit) })), path),
    cards: keysBy(mapValues(state.cards, (card) => ({ ...card, visit: path(card.visit) })), path),
    ...(state.approvals === undefined ? {} : { approvals: keysBy(mapValues(state.approvals, (one) => ({ ...one, id: path(one.id), visit: path(one.visit) })), path) }),
    ...(state.arming === undefined ? {} : { arming: keysBy(mapValues(state.arming, (one) => ({ ...one, timer: path(one.timer), visit: path(one.visit) })), path) }),
    incidents: keysBy(
      mapValues(state.incidents, (incident) => ({
        ...incident,
        incident: path(incident.incident),
        visit: path(incident.visit),
        ...(incident.effect === undefined ? {} : { effect: path(incident.effect) }),
        ...(incident.timers === undefined ? {} : { timers: incident.timers.map((timer) => ({ ...timer, id: path(timer.id), visit: path(timer.visit) })) }),
      })),
      path,
    ),
    visited: keysBy(state.visited, node),
  };
}

function renamedRegion(region: RegionState, names: Names): RegionState {
  const node = (id: string): string => names[id] ?? id;
  const { active } = region;
  return {
    ...region,
    path: renamedPath(region.path, names),
    visits: keysBy(region.visits, node),
    recent: { ...region.recent, visits: keysBy(region.recent.visits, node) },
    ...(region.own === undefined ? {} : { own: { ...region.own, nodes: keysBy(region.own.nodes, node), loops: keysBy(region.own.loops, node) } }),
    ...(active === undefined ? {} : { active: renamedVisit(active, names) }),
  };
}

function renamedVisit(visit: VisitState, names: Names): VisitState {
  return {
    ...visit,
    id: renamedPath(visit.id, names),
    node: names[visit.node] ?? visit.node,
    ...(visit.act === undefined ? {} : { act: renamedAct(visit.act, names) }),
    ...(visit.beside === undefined ? {} : { beside: mapValues(visit.beside, (act) => renamedAct(act, names)) }),
    bodies: visit.bodies.map((body) => renamedRegion(body, names)),
  };
}

function renamedAct(act: ActState, names: Names): ActState {
  const path = (id: string): string => renamedPath(id, names);
  const held = mapValues(act.held, (effect) => ({ ...effect, id: path(effect.id), visit: path(effect.visit), node: names[effect.node] ?? effect.node }));
  return { ...act, held: keysBy(held, path) };
}

/** A structural id with its nodes' other names. Nodes of called workflows keep theirs: the mapping is of the run's own. */
export function renamedPath(id: string, names: Names): string {
  const called = id.indexOf(':@');
  const own = called === -1 ? id : id.slice(0, called);
  const segments = own.split('/').map((segment) => {
    const cut = segment.indexOf('#');
    const name = cut === -1 ? segment : segment.slice(0, cut);
    // Only a visit has a number: what follows the last slash of an effect or a timer is no node.
    return cut === -1 ? segment : `${names[name] ?? name}${segment.slice(cut)}`;
  });
  return segments.join('/') + (called === -1 ? '' : id.slice(called));
}

function keysBy<Value>(record: { readonly [name: string]: Value }, rename: (name: string) => string): { readonly [name: string]: Value } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [rename(name), value]));
}
