import type { JsonObject } from '../../model/json.ts';
import { idOf, indexOf, listIn, nodesIn, rootId, textIn } from '../../model/edit/definition-reading.ts';

/** Where an expression stands. */
export interface ScopePlace {
  /** The node at which it is evaluated; absent where the definition has none. */
  readonly node: JsonObject | undefined;
  /** When the entry actions before this one are done; all of them where it is absent and `isLeaving`. */
  readonly action?: string;
  readonly isLeaving: boolean;
  /** It is a transition that is gone when something failed. */
  readonly isOfError: boolean;
  /** Ids of the bodies around it, the innermost first, without the root. */
  readonly bodies: readonly string[];
}

/** Reads a place as findings name it; of a region it is the start, and what is nowhere is where the workflow begins. */
export function scopePlace(definition: JsonObject, where: string): ScopePlace {
  const [noun = '', id = '', part = '', action = ''] = where.split('.');
  const { nodes, transitions, regions } = indexOf(definition);
  const transition = noun === 'transitions' ? transitions.get(id)?.part : undefined;
  const of = transition === undefined ? (noun === 'nodes' ? id : startOf(definition, noun === 'regions' && regions.has(id) ? id : rootId(definition))) : (textIn(transition, 'from') ?? '');
  const found = nodes.get(of);
  const isExit = listIn(found?.part ?? {}, 'exit').some((step) => idOf(step) === action);
  const isStep = noun === 'nodes' && part === 'actions';
  return {
    node: found?.part,
    ...(isStep ? { action } : {}),
    // A node's own config is read once its entry actions are done.
    isLeaving: transition !== undefined || isExit || (noun === 'nodes' && !isStep && listIn(found?.part ?? {}, 'entry').length > 0),
    isOfError: transition !== undefined && isOfError(transition),
    bodies: bodiesAround(definition, found?.region),
  };
}

export function isOfError(transition: JsonObject): boolean {
  return listIn(transition, 'triggers').some(({ type }) => type === 'error');
}

function startOf(definition: JsonObject, region: string): string {
  const all = nodesIn(definition, region);
  const start = all.find(({ type }) => type === 'start') ?? all[0];
  return start === undefined ? '' : idOf(start);
}

/** Ids of bodies from a region outwards, without the root. */
export function bodiesAround(definition: JsonObject, region: string | undefined): readonly string[] {
  const { regions } = indexOf(definition);
  const place = region === undefined ? undefined : regions.get(region);
  if (place?.node === undefined) return [];
  return [place.id, ...bodiesAround(definition, place.outside)];
}
