import { AppError } from '../errors.ts';
import { isJsonList, isJsonObject, ownValue, type Json, type JsonObject } from '../json.ts';
import { idOf, indexOf } from './definition-reading.ts';

/** How an object becomes another; the same object where nothing is to change. */
export type Change = (object: JsonObject) => JsonObject;

/** The definition with one region changed; what stands beside it keeps its identity. */
export function changeRegion(definition: JsonObject, id: string, change: Change): JsonObject {
  const { root } = definition;
  if (!isJsonObject(root) || !indexOf(definition).regions.has(id)) throw missing('region', id);
  return withField(definition, 'root', regionChanged(root, pathTo(definition, id), change));
}

/** Ids of the regions from the root to one of them, both included. */
function pathTo(definition: JsonObject, id: string): readonly string[] {
  const { regions } = indexOf(definition);
  const path: string[] = [];
  for (let at: string | undefined = id; at !== undefined; at = regions.get(at)?.outside) path.unshift(at);
  return path;
}

function regionChanged(region: JsonObject, [, ...inner]: readonly string[], change: Change): JsonObject {
  const [next] = inner;
  if (next === undefined) return change(region);
  const into = (body: JsonObject): JsonObject => (idOf(body) === next ? regionChanged(body, inner, change) : body);
  return mapList(region, 'nodes', (node) => mapList(node, 'bodies', into));
}

export function changeNode(definition: JsonObject, id: string, change: Change): JsonObject {
  const region = indexOf(definition).nodes.get(id)?.region;
  if (region === undefined) throw missing('node', id);
  return changeRegion(definition, region, (here) => mapList(here, 'nodes', onlyOne(id, change)));
}

export function changeTransition(definition: JsonObject, id: string, change: Change): JsonObject {
  const region = indexOf(definition).transitions.get(id)?.region;
  if (region === undefined) throw missing('transition', id);
  return changeRegion(definition, region, (here) => mapList(here, 'transitions', onlyOne(id, change)));
}

export function changeCard(definition: JsonObject, id: string, change: Change): JsonObject {
  const changed = mapList(definition, 'cards', onlyOne(id, change));
  if (changed === definition && !(isJsonList(definition['cards']) && definition['cards'].some((card) => isJsonObject(card) && idOf(card) === id))) throw missing('card', id);
  return changed;
}

function onlyOne(id: string, change: Change): Change {
  let isDone = false;
  return (object) => {
    if (isDone || idOf(object) !== id) return object;
    isDone = true;
    return change(object);
  };
}

/** The object with every object of a list changed. */
export function mapList(object: JsonObject, field: string, change: Change): JsonObject {
  const list = object[field];
  if (!isJsonList(list)) return object;
  const changed = list.map((item) => (isJsonObject(item) ? change(item) : item));
  return changed.every((item, at) => item === list[at]) ? object : { ...object, [field]: changed };
}

/** The object with those of a list left out that do not stay. */
export function filterList(object: JsonObject, field: string, stays: (item: JsonObject) => boolean): JsonObject {
  const list = object[field];
  if (!isJsonList(list)) return object;
  const kept = list.filter((item) => !isJsonObject(item) || stays(item));
  return kept.length === list.length ? object : { ...object, [field]: kept };
}

export function appendTo(object: JsonObject, field: string, items: readonly Json[]): JsonObject {
  const list = object[field];
  return items.length === 0 ? object : { ...object, [field]: [...(isJsonList(list) ? list : []), ...items] };
}

export function withField(object: JsonObject, field: string, value: Json): JsonObject {
  return ownValue(object, field) === value ? object : { ...object, [field]: value };
}

export function withoutField(object: JsonObject, field: string): JsonObject {
  return Object.hasOwn(object, field) ? Object.fromEntries(Object.entries(object).filter(([key]) => key !== field)) : object;
}

/** The entries of an object field that stay; the same object where all do. */
export function filterEntries(object: JsonObject, field: string, stays: (key: string) => boolean): JsonObject {
  const entries = object[field];
  if (!isJsonObject(entries) || Object.keys(entries).every(stays)) return object;
  return { ...object, [field]: Object.fromEntries(Object.entries(entries).filter(([key]) => stays(key))) };
}

/** What a node, transition, region or card that is not there is told with. */
export function missing(noun: string, id: string): AppError {
  return new AppError('not_found', `There is no ${noun} "${id}" in this workflow.`, { next: 'It may have been removed meanwhile; look at the workflow as it is now.', data: { noun, id } });
}
