import type { Catalogue } from '../../catalogue/catalogue.ts';
import { entriesOf, idOf, indexOf, listIn, textIn, withInner } from '../../model/edit/definition-reading.ts';
import type { JsonObject } from '../../model/json.ts';
import { isOfError, type ScopePlace } from './scope-place.ts';

/** What a run may have gone through before a place, as the lines of a definition say. */
export interface WaysBefore {
  /** Whether what a path leads to can have happened by then. */
  canBeThere(path: string): boolean;
  /** How many steps back it was written at the latest; what no step writes lies behind all of them. */
  distance(path: string): number;
}

const behindAll = 1_000_000;

export function waysBefore(catalogue: Catalogue, definition: JsonObject, place: ScopePlace): WaysBefore {
  const at = place.node === undefined ? '' : idOf(place.node);
  const { steps, hasError } = stepsBefore(catalogue, definition, place);
  const own = ownBefore(place);
  const distance = (path: string): number => {
    const [root, node = '', member = ''] = path.split('.');
    if (root === 'item' || root === 'index') return -1;
    if (root !== 'nodes') return behindAll;
    if (node === at && own(member)) return 0;
    return steps.get(node) ?? behindAll;
  };
  return {
    distance,
    canBeThere(path) {
      const [root, name = ''] = path.split('.');
      if (root === 'error') return hasError || place.isOfError;
      if (root === 'loops') return steps.has(name);
      return root !== 'nodes' || distance(path) < behindAll;
    },
  };
}

/** Of what the node itself leaves: the actions before this one; once it is left, all of it but what it does on leaving. */
function ownBefore({ node = {}, action, isLeaving }: ScopePlace): (member: string) => boolean {
  const entry = listIn(node, 'entry').map(idOf);
  const exit = listIn(node, 'exit').map(idOf);
  if (action === undefined) return (member) => isLeaving && !exit.includes(member);
  const list = exit.includes(action) ? exit : entry;
  const earlier = list.slice(0, Math.max(0, list.indexOf(action)));
  return (member) => earlier.includes(member) || (list === exit && !exit.includes(member));
}

interface Walk {
  readonly definition: JsonObject;
  /** Ids of nodes by how many steps back they are. */
  readonly steps: Map<string, number>;
  hasError: boolean;
}

function stepsBefore(catalogue: Catalogue, definition: JsonObject, { node, bodies }: ScopePlace): Walk {
  const walk: Walk = { definition, steps: new Map(), hasError: false };
  const { regions } = indexOf(definition);
  let from = node === undefined ? '' : idOf(node);
  let back = 0;
  for (const body of [...bodies, undefined]) {
    back = goBack(walk, from, back);
    const container = body === undefined ? undefined : regions.get(body)?.node;
    if (container === undefined) break;
    from = idOf(container);
    back += 1;
    walk.steps.set(from, walk.steps.get(from) ?? back);
    // In a loop every step of the body may have been done in the pass before.
    if (catalogue.nodes.get(textIn(container, 'type') ?? '')?.isSpread !== true) goInside(walk, container, back);
  }
  return walk;
}

/** Notes all that leads to a node. Gives how far the farthest of it is. */
function goBack(walk: Walk, from: string, back: number): number {
  const { definition, steps } = walk;
  const open: (readonly [string, number])[] = [[from, back]];
  let farthest = back;
  for (const [id, at] of open) {
    for (const way of entriesOf(definition, id)) {
      walk.hasError ||= isOfError(way);
      const before = textIn(way, 'from') ?? '';
      if (steps.has(before)) continue;
      steps.set(before, at + 1);
      farthest = Math.max(farthest, at + 1);
      open.push([before, at + 1]);
      const node = indexOf(definition).nodes.get(before)?.part;
      if (node !== undefined) goInside(walk, node, at + 1);
    }
  }
  return farthest;
}

/** What stands in the bodies of a node was done when it is. */
function goInside({ steps }: Walk, container: JsonObject, at: number): void {
  for (const id of withInner(container).map(idOf)) if (!steps.has(id)) steps.set(id, at);
}
