import type { JsonObject } from '../../../core/domain/model/json.ts';
import { idOf, listIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { takeFreshId, takenIds, type TakenIds } from '../../../core/domain/model/edit/fresh-ids.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';
import { freshConfig } from './fresh-config.ts';
import { newTransition } from './new-transition.ts';
import { cardStart, nodeStarts } from './node-starts.ts';

/** The type under which a kind is dragged from the palette to the canvas; the data is what {@link newNode} takes. */
export const kindDragType = 'application/x-aiwm-kind';

export interface NewNode {
  readonly node: JsonObject;
  /** A card it asks, to be added with it: the workflow has none yet. */
  readonly card?: JsonObject;
}

/**
 * A node of a kind, with ids nothing in the definition has, a config that holds as it stands, and bodies that have a start
 * and an end. `kind` is a type of node such as `decision`, or a step ready to do one thing such as `workStep:llm.chat`.
 * Nothing where the catalogue has no such kind.
 */
export function newNode(definition: JsonObject, catalogue: readonly CatalogueEntry[], kind: string): NewNode | undefined {
  const [type = '', action] = kind.split(':');
  const entry = catalogue.find((one) => one.group === 'node' && one.type === type);
  const acts = action === undefined ? undefined : catalogue.find((one) => one.group === 'action' && one.type === action);
  if (entry === undefined || (action !== undefined && acts === undefined)) return undefined;
  const taken = takenIds(definition);
  const name = acts?.title ?? entry.title;
  const id = takeFreshId(taken, 'nodes', name);
  const { config, card } = configOf(definition, entry, taken);
  const node: JsonObject = {
    id,
    type,
    name: numbered(name, id),
    config,
    ...(acts === undefined ? {} : { entry: [newAction(acts, taken)] }),
    ...bodiesOf(definition, catalogue, { entry, id, taken }),
  };
  return { node, ...(card === undefined ? {} : { card }) };
}

/** The second "Decision" is "Decision 2", as its id is. */
function numbered(name: string, id: string): string {
  const number = /_(\d+)$/u.exec(id)?.[1];
  return number === undefined ? name : `${name} ${number}`;
}

/** An action of a kind, to be put into a node; its id is taken from then on. */
export function newAction(entry: CatalogueEntry, taken: TakenIds): JsonObject {
  const { type } = entry;
  return { id: takeFreshId(taken, 'actions', type.split('.').at(-1) ?? type), type, config: freshConfig(entry) };
}

function configOf(definition: JsonObject, entry: CatalogueEntry, taken: TakenIds): { readonly config: JsonObject; readonly card?: JsonObject } {
  if (entry.type !== 'uiCard') return { config: nodeStarts[entry.type] ?? freshConfig(entry) };
  const [first] = listIn(definition, 'cards');
  if (first !== undefined) return { config: { card: idOf(first) } };
  const card = { id: takeFreshId(taken, 'cards', 'answer'), ...cardStart };
  return { config: { card: card.id }, card };
}

interface BodyMaker {
  readonly entry: CatalogueEntry;
  readonly id: string;
  readonly taken: TakenIds;
}

function bodiesOf(definition: JsonObject, catalogue: readonly CatalogueEntry[], { entry, id, taken }: BodyMaker): JsonObject {
  const count = entry.bodies?.least ?? 0;
  if (count === 0) return {};
  return { bodies: Array.from({ length: count }, (_, index) => newBody(definition, catalogue, { base: count === 1 ? `${id}_body` : `${id}_body_${index + 1}`, taken })) };
}

/** A body with a start that leads to its end: another one of a parallel, say. */
export function newBody(definition: JsonObject, catalogue: readonly CatalogueEntry[], { base, taken }: { readonly base: string; readonly taken: TakenIds }): JsonObject {
  const start = takeFreshId(taken, 'nodes', 'start');
  const end = takeFreshId(taken, 'nodes', 'end');
  const id = takeFreshId(taken, 'transitions', `t${(taken.get('transitions')?.size ?? 0) + 1}`);
  return {
    id: takeFreshId(taken, 'regions', base),
    nodes: [
      { id: start, type: 'start', name: 'start' },
      { id: end, type: 'end', name: 'done' },
    ],
    transitions: [newTransition(definition, catalogue, { id, from: start, to: end, type: 'start' })],
  };
}
