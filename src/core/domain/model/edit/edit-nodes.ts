import { AppError } from '../errors.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { About } from '../workflow.ts';
import { findNodes, idOf, indexOf, listIn, nameOf, nodesIn, regionsIn, textIn, transitionsIn, withInner } from './definition-reading.ts';
import { appendTo, changeRegion, filterEntries, filterList, mapList, missing, withField, withoutField } from './definition-writing.ts';
import type { Edit } from './edit.ts';
import { isConnected } from './edit-transitions.ts';
import { withNewIds } from './new-ids.ts';
import { demandSoundField, soundPart } from './sound-parts.ts';
import { placed, withoutStrays } from './edit-places.ts';

type EditOf<Kind extends Edit['kind']> = Extract<Edit, { kind: Kind }>;

export function addNode(definition: JsonObject, { region, node, place, places }: EditOf<'add_node'>): JsonObject {
  const added = changeRegion(definition, region, (here) => appendTo(here, 'nodes', [soundPart('node', node)]));
  return placed(added, { ...places, ...(place === undefined ? {} : { [idOf(node)]: place }) });
}

export function paste(definition: JsonObject, { region, nodes, transitions, cards, places, about = {} }: EditOf<'paste'>): JsonObject {
  const sound = nodes.map((node) => soundPart('node', node));
  const there = new Set([...sound, ...nodesIn(definition, region)].map(idOf));
  const stray = transitions.find(({ from, to }) => typeof from !== 'string' || typeof to !== 'string' || !there.has(from) || !there.has(to));
  if (stray !== undefined) {
    throw new AppError('input_invalid', `The transition "${idOf(stray)}" leads from or to a node that is not among those pasted.`, { next: 'Copy both ends of it, or leave it out.' });
  }
  if (sound.some(isStart) && [...sound, ...nodesIn(definition, region)].filter(isStart).length > 1) {
    throw new AppError('conflict', 'There is a start here already, and every body has just one.', { next: 'Leave the start out, or paste it into a body that has none.', data: { region } });
  }
  const pasted = changeRegion(definition, region, (here) => appendTo(appendTo(here, 'nodes', sound), 'transitions', transitions.map((transition) => soundPart('transition', transition))));
  return saidOf(placed(appendTo(pasted, 'cards', cards.map((card) => soundPart('card', card))), places), about);
}

const isStart = ({ type }: JsonObject): boolean => type === 'start';

function saidOf(definition: JsonObject, said: { readonly [id: string]: About }): JsonObject {
  const added = Object.entries(said).map(([id, { description, tags, owner }]): readonly [string, JsonObject] => [
    id,
    { ...(description === undefined ? {} : { description }), ...(tags === undefined ? {} : { tags }), ...(owner === undefined ? {} : { owner }) },
  ]);
  if (added.length === 0) return definition;
  const about = isJsonObject(definition['about']) ? definition['about'] : {};
  const all = { ...about, nodes: { ...(isJsonObject(about['nodes']) ? about['nodes'] : {}), ...Object.fromEntries(added) } };
  demandSoundField('about', all);
  return { ...definition, about: all };
}

export function remove(definition: JsonObject, { nodes, transitions, notes, reconnect }: EditOf<'remove'>): JsonObject {
  const index = indexOf(definition);
  for (const id of nodes) if (!index.nodes.has(id)) throw missing('node', id);
  for (const id of transitions) if (!index.transitions.has(id)) throw missing('transition', id);
  const gone = new Set(nodes);
  const goneTransitions = new Set(transitions);
  const rest = notes.reduce(withoutNote, definition);
  const touched = new Set([...nodes.map((id) => index.nodes.get(id)?.region), ...transitions.map((id) => index.transitions.get(id)?.region)]);
  let changed = rest;
  for (const region of touched) {
    // What stands in a removed container goes with it.
    if (region === undefined || !indexOf(changed).regions.has(region)) continue;
    const led = reconnect ? onwardTransitions(changed, region, gone) : new Map<string, string>();
    changed = changeRegion(changed, region, (here) => withoutParts(here, { gone, goneTransitions, led }));
  }
  return withoutStrays(definition, changed);
}

interface Parting {
  readonly gone: ReadonlySet<string>;
  readonly goneTransitions: ReadonlySet<string>;
  /** Where transitions lead on to instead of to what is gone. */
  readonly led: ReadonlyMap<string, string>;
}

function withoutParts(region: JsonObject, { gone, goneTransitions, led }: Parting): JsonObject {
  const onward = mapList(region, 'transitions', (transition) => withField(transition, 'to', led.get(idOf(transition)) ?? transition['to'] ?? ''));
  const transitions = filterList(onward, 'transitions', (transition) => !goneTransitions.has(idOf(transition)) && !gone.has(textIn(transition, 'from') ?? '') && !gone.has(textIn(transition, 'to') ?? ''));
  return filterList(transitions, 'nodes', (node) => !gone.has(idOf(node)));
}

/** By transition that leads to what goes: the one place that leads on to, where there is just one and nothing leads there alike. */
function onwardTransitions(definition: JsonObject, region: string, gone: ReadonlySet<string>): ReadonlyMap<string, string> {
  const all = transitionsIn(definition, region);
  const led = new Map<string, string>();
  for (const transition of all) {
    const [from, to] = [textIn(transition, 'from') ?? '', textIn(transition, 'to') ?? ''];
    if (gone.has(from) || !gone.has(to)) continue;
    const [target, ...others] = placesAfter(all, to, gone);
    if (target === undefined || others.length > 0 || target === from) continue;
    const further = { ...transition, to: target };
    if (!isConnected(all.map((one) => withField(one, 'to', led.get(idOf(one)) ?? one['to'] ?? '')), further)) led.set(idOf(transition), target);
  }
  return led;
}

/** Where ways lead from a node that goes, through others that go, to nodes that stay. */
function placesAfter(transitions: readonly JsonObject[], node: string, gone: ReadonlySet<string>): readonly string[] {
  const [places, passed] = [new Set<string>(), new Set<string>()];
  const ahead = [node];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    if (passed.has(at)) continue;
    passed.add(at);
    for (const transition of transitions) {
      const to = textIn(transition, 'to') ?? '';
      if (transition['from'] !== at) continue;
      if (gone.has(to)) ahead.push(to);
      else places.add(to);
    }
  }
  return [...places];
}

function withoutNote(definition: JsonObject, id: string): JsonObject {
  const { canvasNotes } = definition;
  if (!isJsonObject(canvasNotes) || !Object.hasOwn(canvasNotes, id)) throw missing('note', id);
  const rest = filterEntries(definition, 'canvasNotes', (key) => key !== id);
  return isJsonObject(rest['canvasNotes']) && Object.keys(rest['canvasNotes']).length === 0 ? withoutField(rest, 'canvasNotes') : rest;
}

/** Nodes go with their bodies, and with the transitions between them; transitions to what stays behind go, or close the gap. */
export function moveInto(definition: JsonObject, { nodes, region, places, reconnect = false }: EditOf<'move_into'>): JsonObject {
  const index = indexOf(definition);
  if (!index.regions.has(region)) throw missing('region', region);
  for (const id of nodes) if (!index.nodes.has(id)) throw missing('node', id);
  const parts = findNodes(definition, nodes);
  const inner = new Set(parts.flatMap((node) => withInner(node).slice(1).map(idOf)));
  const moved = new Set(nodes.filter((id) => !inner.has(id) && index.nodes.get(id)?.region !== region));
  for (const node of parts) demandNotAround(node, region);
  const between = [...moved].flatMap((id) => transitionsIn(definition, index.nodes.get(id)?.region ?? '').filter(({ from, to }) => from === id && typeof to === 'string' && moved.has(to)));
  let changed = definition;
  for (const { id } of regionsIn(definition)) {
    if (![...moved].some((node) => index.nodes.get(node)?.region === id)) continue;
    const led = reconnect ? onwardTransitions(changed, id, moved) : new Map<string, string>();
    changed = changeRegion(changed, id, (here) => withoutParts(here, { gone: moved, goneTransitions: new Set(), led }));
  }
  const inOrder = findNodes(definition, [...moved]);
  return placed(changeRegion(changed, region, (here) => appendTo(appendTo(here, 'nodes', inOrder), 'transitions', between)), places);
}

function demandNotAround(node: JsonObject, region: string): void {
  const bodies = withInner(node).flatMap((one) => listIn(one, 'bodies').map(idOf));
  if (!bodies.includes(region)) return;
  throw new AppError('input_invalid', `"${nameOf(node)}" cannot be moved into its own body.`, { next: 'Choose a region outside of it.', data: { node: idOf(node), region } });
}

/** The id of a node with everything that names it: transitions, its place, what is said of it and what reads it. */
export function renameId(definition: JsonObject, { node, to }: EditOf<'rename_id'>): JsonObject {
  if (!indexOf(definition).nodes.has(node)) throw missing('node', node);
  if (node === to) return definition;
  return withNewIds(definition, new Map([['nodes', new Map([[node, to]])]]));
}
