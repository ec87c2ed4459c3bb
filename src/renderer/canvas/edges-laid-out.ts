/** A transition as the layout knows it: nodes by number. */
export interface LayoutEdge {
  readonly from: number;
  readonly to: number;
}

/** Layers all lines together may cross, beside two for each: the layout places a point in every one, and takes the square of that in time. */
const spareLayers = 400;

/**
 * The transitions that decide where nodes stand. Lines that cross the most layers are left out where there are too many of
 * them, such as one from every step to the end: nodes stand in the same layers without them. Takes linear time.
 */
export function edgesLaidOut<Edge extends LayoutEdge>(nodes: number, edges: readonly Edge[]): readonly Edge[] {
  const layers = layersOf(nodes, edges);
  const span = ({ from, to }: Edge): number => Math.abs((layers[to] ?? 0) - (layers[from] ?? 0));
  let crossed = edges.reduce((sum, edge) => sum + span(edge), 0);
  const most = 2 * edges.length + spareLayers;
  if (crossed <= most) return edges;
  const left = new Set(edges);
  for (const edge of edges.toSorted((one, other) => span(other) - span(one))) {
    if (crossed <= most || span(edge) <= 1) break;
    crossed -= span(edge);
    left.delete(edge);
  }
  return edges.filter((edge) => left.has(edge));
}

/** How far down each node stands below the first ones, over the longest way; ways back do not count. */
function layersOf(nodes: number, edges: readonly LayoutEdge[]): readonly number[] {
  const leaving = Map.groupBy(edges, ({ from }) => from);
  const layers = Array.from({ length: nodes }, () => 0);
  const followed = new Map<number, number>();
  const done: number[] = [];
  for (let root = 0; root < nodes; root += 1) visit(root, { leaving, followed, done });
  const ranks = new Map(done.toReversed().map((node, rank) => [node, rank]));
  for (const node of ranks.keys()) {
    for (const { to } of leaving.get(node) ?? []) if ((ranks.get(to) ?? 0) > (ranks.get(node) ?? 0)) layers[to] = Math.max(layers[to] ?? 0, (layers[node] ?? 0) + 1);
  }
  return layers;
}

interface Visiting {
  readonly leaving: ReadonlyMap<number, readonly LayoutEdge[]>;
  /** How many of its transitions were followed, of each node met. */
  readonly followed: Map<number, number>;
  /** Nodes in the order in which all that follows them had been met. */
  readonly done: number[];
}

function visit(root: number, { leaving, followed, done }: Visiting): void {
  if (followed.has(root)) return;
  const open = [root];
  followed.set(root, 0);
  for (let node = open.at(-1); node !== undefined; node = open.at(-1)) {
    const at = followed.get(node) ?? 0;
    const next = leaving.get(node)?.[at];
    followed.set(node, at + 1);
    if (next === undefined) done.push(open.pop() ?? node);
    else if (!followed.has(next.to)) {
      followed.set(next.to, 0);
      open.push(next.to);
    }
  }
}
