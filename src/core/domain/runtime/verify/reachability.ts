import type { FlowGraph } from '../flow/flow-graph.ts';
import type { Analysis, Draft } from './analysis.ts';

/** The nodes some path leads to; edges in `dead` are never taken. */
export function reachedNodes(graph: FlowGraph, dead: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [graph.root.start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = graph.nodes.get(id);
    if (node === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...node.out.filter((edge) => !dead.has(edge.id)).map((edge) => edge.to), ...node.bodies.map((body) => body.start));
  }
  return reached;
}

/** Nodes no path leads to. What stands inside one of them is not named again. */
export function findUnreachable({ graph, reachable }: Analysis): readonly Draft[] {
  return [...graph.nodes.values()]
    .filter((node) => !reachable.has(node.id) && (node.region.container === undefined || reachable.has(node.region.container.id)))
    .map((node) => ({
      code: 'unreachable_node',
      severity: 'warning',
      where: `nodes.${node.id}`,
      message: node.into.length === 0 ? `No transition leads to "${node.name}".` : `No path from the start leads to "${node.name}".`,
      fix: 'Let a transition that can be taken lead to it, or delete it.',
    }));
}

/** Everything that can be come to, in one step or more. */
export function closure(from: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open = from.flatMap((id) => next(id));
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    open.push(...next(id));
  }
  return found;
}
