import { isJsonObject, type JsonObject } from '../json.ts';
import { actionLists, idOf, nodesIn } from './definition-reading.ts';
import { mapList, withField } from './definition-writing.ts';
import type { IdNoun } from './fresh-ids.ts';
import { renamedCard, renamedReads } from './rename-reads.ts';

/** New ids by old ones, by what they belong to. */
export type NewIds = ReadonlyMap<IdNoun, ReadonlyMap<string, string>>;

/** The definition with parts of it known by other ids; whatever names or reads them follows, what does not keeps its identity. */
export function withNewIds(definition: JsonObject, ids: NewIds): JsonObject {
  const { root } = definition;
  const nodes = ids.get('nodes') ?? new Map<string, string>();
  const reads = { nodes: nodesRead(definition, ids), actions: stepsOf(ids), cards: ids.get('cards') ?? new Map<string, string>(), regions: ids.get('regions') ?? new Map<string, string>() };
  const rooted = isJsonObject(root) ? withField(definition, 'root', renamedReads(regionWith(root, ids), reads)) : definition;
  const cards = mapList(rooted, 'cards', (card) => renamedCard(renamed(card, 'cards', ids), reads));
  const laid = withNewKeys(withNewKeys(cards, 'layout', nodes), 'canvasNotes', ids.get('notes') ?? new Map());
  const { about } = laid;
  return isJsonObject(about) ? withField(laid, 'about', withNewKeys(about, 'nodes', nodes)) : laid;
}

/** What asks is read as an action is. */
function stepsOf(ids: NewIds): ReadonlyMap<string, string> {
  return new Map([...(ids.get('actions') ?? []), ...(ids.get('validators') ?? [])]);
}

/** Whoever reads an action names its node first, which may keep its own id. */
function nodesRead(definition: JsonObject, ids: NewIds): ReadonlyMap<string, string> {
  const nodes = ids.get('nodes') ?? new Map<string, string>();
  return stepsOf(ids).size === 0 ? nodes : new Map([...nodesIn(definition).map((node) => [idOf(node), idOf(node)] as const), ...nodes]);
}

function renamed(part: JsonObject, noun: IdNoun, ids: NewIds): JsonObject {
  const to = ids.get(noun)?.get(idOf(part));
  return to === undefined ? part : withField(part, 'id', to);
}

function regionWith(region: JsonObject, ids: NewIds): JsonObject {
  const nodes = mapList(region, 'nodes', (node) => nodeWith(node, ids));
  return renamed(mapList(nodes, 'transitions', (transition) => transitionWith(transition, ids)), 'regions', ids);
}

function nodeWith(node: JsonObject, ids: NewIds): JsonObject {
  const actions = actionLists.reduce<JsonObject>((one, list) => mapList(one, list, (action) => renamed(action, 'actions', ids)), node);
  return renamed(mapList(actions, 'bodies', (body) => regionWith(body, ids)), 'nodes', ids);
}

function transitionWith(transition: JsonObject, ids: NewIds): JsonObject {
  const validators = mapList(transition, 'validators', (validator) => renamed(validator, 'validators', ids));
  const ends = ['from', 'to'].reduce((one, end) => {
    const at = one[end];
    const to = typeof at === 'string' ? ids.get('nodes')?.get(at) : undefined;
    return to === undefined ? one : withField(one, end, to);
  }, validators);
  return renamed(ends, 'transitions', ids);
}

function withNewKeys(object: JsonObject, field: string, keys: ReadonlyMap<string, string>): JsonObject {
  const entries = object[field];
  if (!isJsonObject(entries) || !Object.keys(entries).some((key) => keys.has(key))) return object;
  return { ...object, [field]: Object.fromEntries(Object.entries(entries).map(([key, value]) => [keys.get(key) ?? key, value])) };
}
