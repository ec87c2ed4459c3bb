import { z } from 'zod';
import { LocalId } from '../ids.ts';
import { isJsonObject, ownValue, type JsonObject } from '../json.ts';
import { JsonRecord } from '../json-value.ts';
import { sameJson } from '../same-json.ts';
import { About, NodePlace } from '../workflow.ts';
import { actionLists, findCard, findNodes, idOf, indexOf, nodesIn, textIn, transitionsIn, withInner } from './definition-reading.ts';
import { mapList } from './definition-writing.ts';
import type { Edit } from './edit.ts';
import { type TakenIds, takeFreshId, takenIds } from './fresh-ids.ts';
import { renamedCard, renamedReads } from './rename-reads.ts';

/** Nodes taken out of a workflow, with the transitions between them and the cards they name: what the clipboard holds. */
export const Fragment = z.strictObject({
  format: z.literal('aiwm.fragment/1'),
  nodes: z.array(JsonRecord).min(1).max(5000),
  transitions: z.array(JsonRecord).max(20_000),
  cards: z.array(JsonRecord).max(1000),
  places: z.record(LocalId, NodePlace),
  about: z.record(LocalId, About).optional().describe('What is said of the nodes'),
});
export type Fragment = z.infer<typeof Fragment>;

/**
 * The nodes as a fragment, whichever bodies they stand in; what stands in a chosen container goes with it. `places` are
 * where they are drawn now, where the layout is made anew whenever it is drawn. Undefined where none of them is there.
 */
export function fragmentOf(definition: JsonObject, nodeIds: readonly string[], places?: { readonly [id: string]: NodePlace }): Fragment | undefined {
  const index = indexOf(definition);
  const parts = findNodes(definition, nodeIds);
  const inner = new Set(parts.flatMap((node) => withInner(node).slice(1).map(idOf)));
  const nodes = [...new Set(parts)].filter((node) => !inner.has(idOf(node)));
  if (nodes.length === 0) return undefined;
  const ids = new Set(nodes.map(idOf));
  const transitions = [...new Set([...ids].map((id) => index.nodes.get(id)?.region ?? ''))]
    .flatMap((region) => transitionsIn(definition, region))
    .filter(({ from, to }) => typeof from === 'string' && typeof to === 'string' && ids.has(from) && ids.has(to));
  const everything = nodes.flatMap(withInner);
  const layout = { ...(isJsonObject(definition['layout']) ? definition['layout'] : {}), ...places };
  const kept = everything.flatMap((node): readonly (readonly [string, NodePlace])[] => {
    const place = NodePlace.safeParse(layout[idOf(node)]);
    return place.success ? [[idOf(node), place.data]] : [];
  });
  const about = saidOf(definition, everything);
  const cards = [...new Set(everything.flatMap(cardOf))].map((id) => findCard(definition, id)).filter((card) => card !== undefined);
  return { format: 'aiwm.fragment/1', nodes: [...nodes], transitions: [...transitions], cards, places: Object.fromEntries(kept), ...(Object.keys(about).length === 0 ? {} : { about }) };
}

function saidOf({ about }: JsonObject, nodes: readonly JsonObject[]): { [id: string]: About } {
  const all = isJsonObject(about) && isJsonObject(about['nodes']) ? about['nodes'] : {};
  const said = nodes.flatMap((node): readonly (readonly [string, About])[] => {
    const own = About.safeParse(ownValue(all, idOf(node)));
    return own.success ? [[idOf(node), own.data]] : [];
  });
  return Object.fromEntries(said);
}

function cardOf({ type, config }: JsonObject): readonly string[] {
  const card = type === 'uiCard' && isJsonObject(config) ? textIn(config, 'card') : undefined;
  return card === undefined ? [] : [card];
}

/** The text the clipboard carries. */
export function fragmentText(fragment: Fragment): string {
  return JSON.stringify(fragment);
}

/** What a text from the clipboard holds; undefined where it is no fragment. */
export function readFragment(text: string): Fragment | undefined {
  if (!text.includes('aiwm.fragment/1')) return undefined;
  try {
    const read = Fragment.safeParse(JSON.parse(text));
    return read.success ? read.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export interface PasteTarget {
  readonly region: string;
  /** Where the upper left of what is pasted comes to stand; beside where it was copied from if absent. */
  readonly at?: { readonly x: number; readonly y: number };
  readonly act: 'paste' | 'duplicate';
}

/**
 * The edit that puts a fragment into a region: with ids nothing there has, and with everything inside it that reads or names
 * a part of it following. A card that is there already, word for word, is used again. A start is left out where the region
 * has one; alone it stays, and the edit is refused.
 */
export function pasteEdit(definition: JsonObject, fragment: Fragment, { region, at, act }: PasteTarget): Edit {
  const nodes = withOneStart(fragment.nodes, nodesIn(definition, region).some(isStart));
  const ids = new Set(nodes.map(idOf));
  const transitions = fragment.transitions.filter(({ from, to }) => typeof from === 'string' && typeof to === 'string' && from !== to && ids.has(from) && ids.has(to));
  const taken = takenIds(definition);
  const cards = freshCards(definition, fragment, taken);
  const renaming = { taken, nodes: new Map<string, string>(), actions: new Map<string, string>(), cards: cards.renames };
  const fresh = nodes.map((node) => freshNode(node, renaming));
  const freshTransitions = transitions.map((transition) => freshTransition(transition, renaming));
  return {
    kind: 'paste', act, region,
    nodes: fresh.map((node) => renamedReads(node, renaming)),
    transitions: freshTransitions.map((transition) => renamedReads(transition, renaming)),
    cards: cards.added.map((card) => renamedCard(card, renaming)),
    places: placesOf(fragment, { top: ids, renames: renaming.nodes, at }),
    ...(fragment.about === undefined ? {} : { about: Object.fromEntries(Object.entries(fragment.about).flatMap(([id, said]) => (renaming.nodes.has(id) ? [[renaming.nodes.get(id) ?? id, said]] : []))) }),
  };
}

const isStart = ({ type }: JsonObject): boolean => type === 'start';

/** The nodes with one start at most, and with none beside others where the region has one. */
function withOneStart(nodes: readonly JsonObject[], hasStart: boolean): readonly JsonObject[] {
  const first = nodes.find(isStart);
  const others = nodes.filter((node) => !isStart(node));
  return hasStart && others.length > 0 ? others : nodes.filter((node) => node === first || !isStart(node));
}

interface Renaming {
  readonly taken: TakenIds;
  readonly nodes: Map<string, string>;
  readonly actions: Map<string, string>;
  readonly cards: ReadonlyMap<string, string>;
}

function freshCards(definition: JsonObject, { cards }: Fragment, taken: TakenIds): { readonly added: readonly JsonObject[]; readonly renames: ReadonlyMap<string, string> } {
  const renames = new Map<string, string>();
  const added = cards.flatMap((card) => {
    const known = findCard(definition, idOf(card));
    if (known !== undefined && sameJson(known, card)) return [];
    const id = takeFreshId(taken, 'cards', idOf(card));
    if (id !== idOf(card)) renames.set(idOf(card), id);
    return [{ ...card, id }];
  });
  return { added, renames };
}

function freshNode(node: JsonObject, renaming: Renaming): JsonObject {
  const id = takeFreshId(renaming.taken, 'nodes', idOf(node));
  // Of nodes with one id the first is meant.
  if (!renaming.nodes.has(idOf(node))) renaming.nodes.set(idOf(node), id);
  const action = (step: JsonObject): JsonObject => {
    const fresh = takeFreshId(renaming.taken, 'actions', idOf(step));
    renaming.actions.set(idOf(step), fresh);
    return { ...step, id: fresh };
  };
  const actions = actionLists.reduce<JsonObject>((one, list) => mapList(one, list, action), node);
  return { ...mapList(actions, 'bodies', (body) => freshRegion(body, renaming)), id };
}

function freshRegion(region: JsonObject, renaming: Renaming): JsonObject {
  const id = takeFreshId(renaming.taken, 'regions', idOf(region));
  const nodes = mapList(region, 'nodes', (node) => freshNode(node, renaming));
  return { ...mapList(nodes, 'transitions', (transition) => freshTransition(transition, renaming)), id };
}

/** Nodes get their ids before the transitions between them. */
function freshTransition(transition: JsonObject, renaming: Renaming): JsonObject {
  const { taken, nodes } = renaming;
  const [from, to] = [textIn(transition, 'from') ?? '', textIn(transition, 'to') ?? ''];
  const validators = mapList(transition, 'validators', (validator) => {
    const fresh = takeFreshId(taken, 'validators', idOf(validator));
    // What asks is read as an action is.
    renaming.actions.set(idOf(validator), fresh);
    return { ...validator, id: fresh };
  });
  return { ...validators, id: takeFreshId(taken, 'transitions', idOf(transition)), from: nodes.get(from) ?? from, to: nodes.get(to) ?? to };
}

interface Standing {
  /** Nodes that stand in the region itself, and not in a body of one of them. */
  readonly top: ReadonlySet<string>;
  readonly renames: ReadonlyMap<string, string>;
  readonly at: PasteTarget['at'];
}

const aside = 32;

function placesOf({ places, nodes }: Fragment, { top, renames, at }: Standing): { [id: string]: NodePlace } {
  const kept = new Set(nodes.filter((node) => top.has(idOf(node))).flatMap(withInner).map(idOf));
  const mine = Object.entries(places).filter(([id]) => kept.has(id));
  const tops = mine.flatMap(([id, place]) => (top.has(id) ? [place] : []));
  const [left, upper] = [Math.min(...tops.map(({ x }) => x)), Math.min(...tops.map(({ y }) => y))];
  const moved = tops.length === 0 || at === undefined ? { x: aside, y: aside } : { x: at.x - left, y: at.y - upper };
  const entries = mine.map(([id, place]): readonly [string, NodePlace] => {
    const by = top.has(id) ? moved : { x: 0, y: 0 };
    return [renames.get(id) ?? id, { ...place, x: place.x + by.x, y: place.y + by.y }];
  });
  return Object.fromEntries(entries);
}
