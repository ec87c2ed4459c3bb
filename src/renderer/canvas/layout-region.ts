import { Graph, layout } from '@dagrejs/dagre';
import type { CanvasEdge, CanvasNode, CanvasRegion } from './read-definition.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedNode extends Point {
  readonly node: CanvasNode;
  /** The container it is drawn in; its place counts from there. */
  readonly parentId?: string;
  readonly width: number;
  readonly height: number;
}

/** A transition with the corners of its line, from the upper left of the whole drawing. */
export interface PlacedEdge {
  readonly edge: CanvasEdge;
  readonly points: readonly Point[];
  readonly label: Point;
}

export interface PlacedRegion {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

export type Direction = 'down' | 'right';

const size = { width: 200, height: 46, headline: 44, padding: 14, gap: 16 } as const;
const labelWidth = (label: string): number => Math.min(label.length, 26) * 6.2 + 16;

/** Places a region's nodes in layers, bodies inside their containers. Equal regions get equal drawings. */
export function layoutRegion(region: CanvasRegion, direction: Direction): PlacedRegion {
  const bodies = new Map(region.nodes.map((node) => [node.id, layoutBodies(node, direction)]));
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction === 'down' ? 'TB' : 'LR', nodesep: 28, ranksep: direction === 'down' ? 30 : 44, edgesep: 18, marginx: 2, marginy: 2 });
  for (const node of region.nodes) {
    const body = bodies.get(node.id);
    graph.setNode(node.id, body === undefined ? { width: size.width, height: size.height } : { width: body.width, height: body.height });
  }
  const known = new Set(region.nodes.map(({ id }) => id));
  const edges = region.edges.filter(({ from, to }) => known.has(from) && known.has(to));
  for (const edge of edges) {
    const label = edge.label === '' ? {} : { width: labelWidth(edge.label), height: 18, labelpos: 'c' as const };
    graph.setEdge({ v: edge.from, w: edge.to, name: edge.id }, label);
  }
  layout(graph);
  return collect({ region, edges, graph, bodies });
}

interface Laid {
  readonly region: CanvasRegion;
  readonly edges: readonly CanvasEdge[];
  readonly graph: Graph;
  readonly bodies: ReadonlyMap<string, PlacedRegion | undefined>;
}

/** Reads the places back, and moves what is inside a container to where the container came to stand. */
function collect({ region, edges, graph, bodies }: Laid): PlacedRegion {
  const nodes: PlacedNode[] = [];
  const inner: PlacedEdge[] = [];
  for (const node of region.nodes) {
    const box = readBox(graph.node(node.id));
    const place = { x: box.x - box.width / 2, y: box.y - box.height / 2 };
    nodes.push({ node, ...place, width: box.width, height: box.height });
    const body = bodies.get(node.id);
    if (body === undefined) continue;
    nodes.push(...body.nodes);
    inner.push(...body.edges.map((edge) => moved(edge, place)));
  }
  const whole = readBox(graph.graph());
  const own = edges.map((edge) => placedEdge(edge, graph.edge({ v: edge.from, w: edge.to, name: edge.id })));
  return { nodes, edges: [...own, ...inner], width: whole.width, height: whole.height };
}

/** The bodies of a container side by side below its headline; nothing for a node without bodies. */
function layoutBodies(container: CanvasNode, direction: Direction): PlacedRegion | undefined {
  if (container.bodies.length === 0) return undefined;
  const nodes: PlacedNode[] = [];
  const edges: PlacedEdge[] = [];
  let x: number = size.padding;
  let height = 0;
  for (const body of container.bodies) {
    const offset = { x, y: size.headline };
    const placed = layoutRegion(body, direction);
    for (const node of placed.nodes) {
      nodes.push(node.parentId === undefined ? { ...node, x: node.x + offset.x, y: node.y + offset.y, parentId: container.id } : node);
    }
    edges.push(...placed.edges.map((edge) => moved(edge, offset)));
    x += placed.width + size.gap;
    height = Math.max(height, placed.height);
  }
  return { nodes, edges, width: Math.max(size.width, x - size.gap + size.padding), height: size.headline + height + size.padding };
}

function moved({ edge, points, label }: PlacedEdge, by: Point): PlacedEdge {
  return { edge, points: points.map((point) => added(point, by)), label: added(label, by) };
}

function added(point: Point, by: Point): Point {
  return { x: point.x + by.x, y: point.y + by.y };
}

function placedEdge(edge: CanvasEdge, laid: unknown): PlacedEdge {
  const points = typeof laid === 'object' && laid !== null && 'points' in laid && Array.isArray(laid.points) ? laid.points.map(readPoint) : [];
  const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
  const own = readPoint(laid);
  return { edge, points, label: edge.label === '' || (own.x === 0 && own.y === 0) ? middle : own };
}

function readBox(laid: unknown): Point & { readonly width: number; readonly height: number } {
  return { ...readPoint(laid), width: numberOf(laid, 'width'), height: numberOf(laid, 'height') };
}

function readPoint(laid: unknown): Point {
  return { x: numberOf(laid, 'x'), y: numberOf(laid, 'y') };
}

function numberOf(holder: unknown, name: string): number {
  const value: unknown = typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
  return typeof value === 'number' ? value : 0;
}

/** The direction in which the drawing comes out larger in a frame of this size. */
export function betterDirection(region: CanvasRegion, frame: { readonly width: number; readonly height: number }): Direction {
  const scale = (direction: Direction): number => {
    const { width, height } = layoutRegion(region, direction);
    return Math.min(frame.width / Math.max(1, width), frame.height / Math.max(1, height));
  };
  return scale('right') > scale('down') ? 'right' : 'down';
}

/** Where a node stands from the upper left of the whole drawing, and how large it is. */
export function placeOf({ nodes }: PlacedRegion, id: string): (Point & { readonly width: number; readonly height: number }) | undefined {
  const own = nodes.find(({ node }) => node.id === id);
  if (own === undefined) return undefined;
  const { width, height, parentId } = own;
  const around = parentId === undefined ? { x: 0, y: 0 } : placeOf({ nodes, edges: [], width: 0, height: 0 }, parentId);
  return { ...added(own, around ?? { x: 0, y: 0 }), width, height };
}
