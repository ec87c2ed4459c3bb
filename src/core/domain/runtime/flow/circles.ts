import type { FlowRegion } from './flow-graph.ts';

interface Frame {
  readonly id: string;
  readonly next: readonly string[];
  at: number;
}

/**
 * Sets of nodes of a region that lead to one another; a node alone counts only if it leads to itself. Edges in `dead` are
 * not gone by. This is Tarjan's walk with a stack of its own, so that each edge is looked at once.
 */
export function circlesOf(region: FlowRegion, dead: ReadonlySet<string>): readonly ReadonlySet<string>[] {
  const nodes = new Map(region.nodes.map((node) => [node.id, node.out.filter((edge) => !dead.has(edge.id)).map((edge) => edge.to)]));
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const waiting: string[] = [];
  const open = new Set<string>();
  const circles: ReadonlySet<string>[] = [];

  const enter = (id: string): Frame => {
    order.set(id, order.size);
    lowest.set(id, order.size - 1);
    waiting.push(id);
    open.add(id);
    return { id, next: nodes.get(id) ?? [], at: 0 };
  };
  const lower = (id: string, to: number | undefined): void => {
    lowest.set(id, Math.min(lowest.get(id) ?? 0, to ?? Infinity));
  };
  const close = (id: string): void => {
    const circle = new Set(waiting.splice(waiting.indexOf(id)));
    for (const one of circle) open.delete(one);
    if (circle.size > 1 || nodes.get(id)?.includes(id) === true) circles.push(circle);
  };

  for (const root of nodes.keys()) {
    const frames = order.has(root) ? [] : [enter(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const to = frame.next[frame.at];
      frame.at += 1;
      if (to !== undefined) {
        if (!order.has(to)) frames.push(enter(to));
        else if (open.has(to)) lower(frame.id, order.get(to));
        continue;
      }
      frames.pop();
      if (lowest.get(frame.id) === order.get(frame.id)) close(frame.id);
      const around = frames.at(-1);
      if (around !== undefined) lower(around.id, lowest.get(frame.id));
    }
  }
  return circles;
}
