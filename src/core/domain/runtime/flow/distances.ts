import type { FlowGraph } from './flow-graph.ts';

/** How many nodes are still to go from each node to the target; nodes from which no path leads there are missing. */
export function distancesTo(graph: FlowGraph, target: string): ReadonlyMap<string, number> {
  const before = new Map<string, string[]>();
  const add = (from: string, to: string): void => {
    const known = before.get(to);
    if (known === undefined) before.set(to, [from]);
    else known.push(from);
  };
  for (const edge of graph.edges) add(edge.from, edge.to);
  for (const region of graph.regions) {
    if (region.container === undefined) continue;
    add(region.container.id, region.start);
    for (const node of region.nodes) {
      add(node.id, region.container.id);
    }
  }
  const distances = new Map([[target, 0]]);
  let layer = [target];
  for (let distance = 1; layer.length > 0; distance += 1) {
    const next = layer.flatMap((node) => before.get(node) ?? []).filter((node) => !distances.has(node));
    for (const node of next) distances.set(node, distance);
    layer = [...new Set(next)];
  }
  return distances;
}
