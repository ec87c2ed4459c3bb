import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';

/** A region and what stands around it. */
export interface RegionPlace {
  readonly id: string;
  readonly region: JsonObject;
  /** The node whose body it is; absent for the root. */
  readonly node?: JsonObject;
  /** The region that node stands in. */
  readonly outside?: string;
}

/** Where the actions of a node stand. */
export const actionLists = ['entry', 'exit', 'userActions'] as const;

/** A node or a transition, and the region it stands in. */
export interface PartPlace {
  readonly part: JsonObject;
  readonly region: string;
}

/** What of a definition can be found by id. Of ids that stand twice the first is meant. */
export interface DefinitionIndex {
  readonly regions: ReadonlyMap<string, RegionPlace>;
  readonly nodes: ReadonlyMap<string, PartPlace>;
  readonly transitions: ReadonlyMap<string, PartPlace>;
}

const kept = new WeakMap<object, DefinitionIndex>();
const nothing: DefinitionIndex = { regions: new Map(), nodes: new Map(), transitions: new Map() };

/** Every region, node and transition by id. Made once for as long as the root is the same object. */
export function indexOf(definition: JsonObject): DefinitionIndex {
  const { root } = definition;
  if (!isJsonObject(root)) return nothing;
  const known = kept.get(root);
  if (known !== undefined) return known;
  const made = { regions: new Map<string, RegionPlace>(), nodes: new Map<string, PartPlace>(), transitions: new Map<string, PartPlace>() };
  note(made, { id: idOf(root), region: root });
  kept.set(root, made);
  return made;
}

interface Index {
  readonly regions: Map<string, RegionPlace>;
  readonly nodes: Map<string, PartPlace>;
  readonly transitions: Map<string, PartPlace>;
}

function note(index: Index, place: RegionPlace): void {
  const { id, region } = place;
  if (!index.regions.has(id)) index.regions.set(id, place);
  for (const transition of listIn(region, 'transitions')) if (!index.transitions.has(idOf(transition))) index.transitions.set(idOf(transition), { part: transition, region: id });
  for (const node of listIn(region, 'nodes')) {
    if (!index.nodes.has(idOf(node))) index.nodes.set(idOf(node), { part: node, region: id });
    for (const body of listIn(node, 'bodies')) note(index, { id: idOf(body), region: body, node, outside: id });
  }
}

/** The objects of a list that is a field of something; none where it holds no list. */
export function listIn(object: JsonObject, field: string): readonly JsonObject[] {
  const list = object[field];
  return isJsonList(list) ? list.filter((item): item is JsonObject => isJsonObject(item)) : [];
}

/** Its id, or nothing where it has none. */
export function idOf(part: JsonObject): string {
  return textIn(part, 'id') ?? '';
}

export function textIn(object: JsonObject, field: string): string | undefined {
  const value: Json | undefined = Object.hasOwn(object, field) ? object[field] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function findNode(definition: JsonObject, id: string): JsonObject | undefined {
  return indexOf(definition).nodes.get(id)?.part;
}

/** Those of the nodes that are there, in the order asked for. */
export function findNodes(definition: JsonObject, ids: readonly string[]): readonly JsonObject[] {
  return ids.map((id) => findNode(definition, id)).filter((node) => node !== undefined);
}

export function findTransition(definition: JsonObject, id: string): JsonObject | undefined {
  return indexOf(definition).transitions.get(id)?.part;
}

export function findRegion(definition: JsonObject, id: string): JsonObject | undefined {
  return indexOf(definition).regions.get(id)?.region;
}

export function findCard(definition: JsonObject, id: string): JsonObject | undefined {
  return listIn(definition, 'cards').find((card) => idOf(card) === id);
}

/** Id of the region a node stands in. */
export function regionOf(definition: JsonObject, node: string): string | undefined {
  return indexOf(definition).nodes.get(node)?.region;
}

/** Id of the region a transition stands in. */
export function regionOfTransition(definition: JsonObject, transition: string): string | undefined {
  return indexOf(definition).transitions.get(transition)?.region;
}

export function rootId(definition: JsonObject): string {
  return isJsonObject(definition['root']) ? idOf(definition['root']) : '';
}

/** The root and every body, each before what stands in it. */
export function regionsIn(definition: JsonObject): readonly RegionPlace[] {
  return [...indexOf(definition).regions.values()];
}

/** The nodes of a region; of the whole definition, bodies included, where none is named. */
export function nodesIn(definition: JsonObject, region?: string): readonly JsonObject[] {
  if (region === undefined) return [...indexOf(definition).nodes.values()].map(({ part }) => part);
  return listIn(findRegion(definition, region) ?? {}, 'nodes');
}

/** The transitions of a region; of the whole definition where none is named. */
export function transitionsIn(definition: JsonObject, region?: string): readonly JsonObject[] {
  if (region === undefined) return [...indexOf(definition).transitions.values()].map(({ part }) => part);
  return listIn(findRegion(definition, region) ?? {}, 'transitions');
}

/** The transitions that leave a node, in the order they are examined. */
export function exitsOf(definition: JsonObject, node: string): readonly JsonObject[] {
  return waysIn(definition, node)?.leaving.get(node) ?? [];
}

/** The transitions that lead to a node. */
export function entriesOf(definition: JsonObject, node: string): readonly JsonObject[] {
  return waysIn(definition, node)?.arriving.get(node) ?? [];
}

interface Ways {
  readonly leaving: ReadonlyMap<string | undefined, readonly JsonObject[]>;
  readonly arriving: ReadonlyMap<string | undefined, readonly JsonObject[]>;
}

const waysOfRegions = new WeakMap<JsonObject, Ways>();

/** The transitions of the region a node stands in by their ends. Made once for as long as the region is the same object. */
function waysIn(definition: JsonObject, node: string): Ways | undefined {
  const region = findRegion(definition, regionOf(definition, node) ?? '');
  if (region === undefined) return undefined;
  const known = waysOfRegions.get(region);
  if (known !== undefined) return known;
  const all = listIn(region, 'transitions');
  const examined = all.toSorted((left, right) => Number(left['isDefault'] === true) - Number(right['isDefault'] === true) || priorityOf(left) - priorityOf(right));
  const made: Ways = { leaving: Map.groupBy(examined, (transition) => textIn(transition, 'from')), arriving: Map.groupBy(all, (transition) => textIn(transition, 'to')) };
  waysOfRegions.set(region, made);
  return made;
}

function priorityOf({ priority }: JsonObject): number {
  return typeof priority === 'number' ? priority : 0;
}

/** What people call it: its name, or its id in words. */
export function nameOf(part: JsonObject): string {
  const name = textIn(part, 'name')?.trim();
  return name === undefined || name === '' ? idOf(part).replaceAll('_', ' ') : name;
}

/** The name of a node by its id; the id itself where there is none. */
export function nodeName(definition: JsonObject, node: string): string {
  const found = findNode(definition, node);
  return found === undefined ? node : nameOf(found);
}

/** `Review → Publish`, or its own name where it has one. */
export function transitionName(definition: JsonObject, transition: JsonObject): string {
  return textIn(transition, 'name') ?? endsOf(definition, transition);
}

/** `Review → Publish`. */
export function endsOf(definition: JsonObject, transition: JsonObject): string {
  return `${nodeName(definition, textIn(transition, 'from') ?? '?')} → ${nodeName(definition, textIn(transition, 'to') ?? '?')}`;
}

/** The node itself and everything in its bodies, bodies of bodies included. */
export function withInner(node: JsonObject): readonly JsonObject[] {
  return [node, ...listIn(node, 'bodies').flatMap((body) => listIn(body, 'nodes').flatMap(withInner))];
}

/** How paths name a trigger among those of its transition: by its type, a further one of the same type by its number. */
export function triggerKey(triggers: readonly { readonly type?: Json }[], index: number): string {
  const type = triggers[index]?.type;
  return typeof type === 'string' && triggers.findIndex((trigger) => trigger.type === type) === index ? type : String(index);
}
