import { idOf, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';

interface Hop {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The transitions and nodes one passes between two nodes, in order; nothing where there is no way, or more than one. Each
 * transition is looked at a few times at most: instead of walking all ways, it takes a shortest one and looks for a detour.
 */
export function onlyWay(transitions: readonly JsonObject[], from: string, to: string): readonly string[] {
  if (from === to) return [];
  const hops = transitions.map((one): Hop => ({ id: idOf(one), from: textIn(one, 'from') ?? '', to: textIn(one, 'to') ?? '' }));
  const leaving = Map.groupBy(hops, (hop) => hop.from);
  const way = shortestWay(leaving, from, to);
  if (way.length === 0 || hasDetour(way, { leaving, arriving: Map.groupBy(hops, (hop) => hop.to) })) return [];
  return way.flatMap((hop, at) => (at === way.length - 1 ? [hop.id] : [hop.id, hop.to]));
}

type HopsByNode = ReadonlyMap<string, readonly Hop[]>;

function shortestWay(leaving: HopsByNode, from: string, to: string): readonly Hop[] {
  const reachedBy = new Map<string, Hop | undefined>([[from, undefined]]);
  for (const node of reachedBy.keys()) {
    if (node === to) break;
    for (const hop of leaving.get(node) ?? []) if (!reachedBy.has(hop.to)) reachedBy.set(hop.to, hop);
  }
  const way: Hop[] = [];
  for (let hop = reachedBy.get(to); hop !== undefined; hop = reachedBy.get(hop.from)) way.unshift(hop);
  return way;
}

/** Whether one can leave the way somewhere and come back to it further on. Ways back alone give no second way that passes no node twice. */
function hasDetour(way: readonly Hop[], { leaving, arriving }: { readonly leaving: HopsByNode; readonly arriving: HopsByNode }): boolean {
  const nodes = [way[0]?.from ?? '', ...way.map((hop) => hop.to)];
  const own = new Set(way);
  // How far along the way each node leads: from its end backwards, so that the furthest is known first.
  const leadsTo = new Map<string, number>(nodes.map((node, at) => [node, at]));
  for (const [at, node] of [...nodes.entries()].toReversed()) {
    const before = [node];
    for (let next = before.pop(); next !== undefined; next = before.pop()) {
      for (const hop of arriving.get(next) ?? []) {
        if (leadsTo.has(hop.from)) continue;
        leadsTo.set(hop.from, at);
        before.push(hop.from);
      }
    }
  }
  return nodes.slice(0, -1).some((node, at) => (leaving.get(node) ?? []).some((hop) => !own.has(hop) && (leadsTo.get(hop.to) ?? -1) > at));
}
