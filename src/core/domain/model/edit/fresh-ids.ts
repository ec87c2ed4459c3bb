import { LocalId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { actionLists, idOf, indexOf, listIn } from './definition-reading.ts';

/** What ids belong to: each is unique among its own in the whole definition. */
export type IdNoun = 'regions' | 'nodes' | 'actions' | 'transitions' | 'validators' | 'cards' | 'notes';

/** Every id of the definition with what it belongs to, as often as it stands. */
export function* idsIn(definition: JsonObject): Generator<readonly [IdNoun, string]> {
  for (const card of listIn(definition, 'cards')) yield ['cards', idOf(card)];
  for (const id of Object.keys(notesIn(definition))) yield ['notes', id];
  const { root } = definition;
  if (typeof root === 'object' && root !== null && !Array.isArray(root)) yield* idsOfRegion(root as JsonObject);
}

/** Ids of a region, and of everything in it. */
export function* idsOfRegion(region: JsonObject): Generator<readonly [IdNoun, string]> {
  yield ['regions', idOf(region)];
  for (const node of listIn(region, 'nodes')) yield* idsOfNode(node);
  for (const transition of listIn(region, 'transitions')) yield* idsOfTransition(transition);
}

/** Ids of a node, its actions and its bodies. */
export function* idsOfNode(node: JsonObject): Generator<readonly [IdNoun, string]> {
  yield ['nodes', idOf(node)];
  for (const list of actionLists) for (const action of listIn(node, list)) yield ['actions', idOf(action)];
  for (const body of listIn(node, 'bodies')) yield* idsOfRegion(body);
}

/** Ids of a transition and its validators. */
export function* idsOfTransition(transition: JsonObject): Generator<readonly [IdNoun, string]> {
  yield ['transitions', idOf(transition)];
  for (const validator of listIn(transition, 'validators')) yield ['validators', idOf(validator)];
}

/** The notes on the canvas, by id. */
export function notesIn(definition: JsonObject): JsonObject {
  const { canvasNotes } = definition;
  return typeof canvasNotes === 'object' && canvasNotes !== null && !Array.isArray(canvasNotes) ? (canvasNotes as JsonObject) : {};
}

/** What is taken, by noun. */
export type TakenIds = ReadonlyMap<IdNoun, Set<string>>;

/** What is taken in one of the definitions. */
export function takenIds(...definitions: readonly JsonObject[]): TakenIds {
  const taken = new Map<IdNoun, Set<string>>();
  for (const [noun, id] of definitions.flatMap((definition) => [...idsIn(definition)])) taken.set(noun, (taken.get(noun) ?? new Set()).add(id));
  // A place on the canvas is found by one id, whether a node stands there or a note; an action may be named like a validator that asks.
  share(taken, ['nodes', 'notes']);
  share(taken, ['actions', 'validators']);
  return taken;
}

function share(taken: Map<IdNoun, Set<string>>, nouns: readonly IdNoun[]): void {
  const all = new Set(nouns.flatMap((noun) => [...(taken.get(noun) ?? [])]));
  for (const noun of nouns) taken.set(noun, all);
}

/** An id nothing has: `base`, or with a number behind it. It is taken from then on. */
export function takeFreshId(taken: TakenIds, noun: IdNoun, base: string): string {
  const used = taken.get(noun) ?? new Set<string>();
  const stem = localIdFrom(base);
  const id = used.has(stem) ? numbered(stem, used) : stem;
  used.add(id);
  return id;
}

function numbered(stem: string, used: ReadonlySet<string>): string {
  const root = stem.replace(/_\d+$/u, '').slice(0, 56);
  for (let number = 2; ; number += 1) if (!used.has(`${root}_${number}`)) return `${root}_${number}`;
}

/** An id made of a name: "Ask the model" gives `ask_the_model`. */
export function localIdFrom(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/([a-z])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '_')
    .replaceAll(/^[^a-z]+|_+$/gu, '')
    .slice(0, 40)
    .replace(/_+$/u, '');
  return LocalId.safeParse(words).success ? words : 'step';
}

/** An id for a new node, made of what it is called or of its type. */
export function freshNodeId(definition: JsonObject, base: string): string {
  return takeFreshId(takenIds(definition), 'nodes', base);
}

/** An id for a new transition: `t1`, `t2` and so on. */
export function freshTransitionId(definition: JsonObject): string {
  const { transitions } = indexOf(definition);
  return nextTransition(transitions);
}

/** An id for what cannot keep its own: a transition that was counted is counted on. It is taken from then on. */
export function takeOtherId(taken: TakenIds, noun: IdNoun, id: string): string {
  const used = taken.get(noun) ?? new Set<string>();
  return takeFreshId(taken, noun, noun === 'transitions' && /^t\d+$/u.test(id) ? nextTransition(used) : id);
}

function nextTransition(used: Pick<ReadonlySet<string>, 'has' | 'size'>): string {
  for (let number = used.size + 1; ; number += 1) if (!used.has(`t${number}`)) return `t${number}`;
}

/** An id for a new action, validator, region, card or note. */
export function freshId(definition: JsonObject, noun: IdNoun, base: string): string {
  return takeFreshId(takenIds(definition), noun, base);
}
