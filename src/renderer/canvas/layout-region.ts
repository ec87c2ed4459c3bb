import { aside, bodyInset, containerLook, containerSize, frame } from './container-size.ts';
import { added, around, type Point, type Rect } from './geometry.ts';
import { labelRect, type LabelSide, sideLabels } from './label-sides.ts';
import { layerGap, type Size, sizeOf } from './node-size.ts';
import type { CanvasEdge, CanvasNode, CanvasRegion } from './read-definition.ts';
import { type Route, routeEdges } from './route-edges.ts';
import { type Direction, type Places, tidyPlaces } from './tidy-places.ts';

/** A body of a container, from the container's upper left. */
export interface PlacedBody extends Rect {
  readonly id: string;
  /** Where its content begins. */
  readonly content: Point;
  readonly isFramed: boolean;
  readonly isEmpty: boolean;
}

export interface PlacedNode extends Rect {
  readonly node: CanvasNode;
  /** The container it is drawn in; its place counts from there. */
  readonly parentId?: string;
  readonly regionId: string;
  readonly bodies: readonly PlacedBody[];
}

/** A transition with the corners of its line, from the upper left of the whole drawing. */
export interface PlacedEdge extends Route {
  readonly edge: CanvasEdge;
  readonly regionId: string;
  /** Its words stand beside its line where they would cover something. */
  readonly side?: LabelSide;
}

export interface PlacedRegion {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Of everything, from the upper left of the canvas. */
  readonly bounds: Rect;
  readonly direction: Direction;
}

/** A definition's root as it is drawn when nobody placed anything. Equal regions get equal drawings. */
export function layoutRegion(region: CanvasRegion, direction: Direction): PlacedRegion {
  return arrangeRegion(region, tidyPlaces(region, { direction }), direction);
}

/** A definition's root with its nodes where they were placed; those without a place stand below the others of their body. */
export function arrangeRegion(region: CanvasRegion, places: Places, direction: Direction): PlacedRegion {
  const { nodes, edges, content } = arrange(region, { places, direction, isBody: false });
  return { nodes, edges, bounds: around([...content, ...edges.flatMap((edge) => [...edge.points.map(({ x, y }) => ({ x, y, width: 0, height: 0 })), labelRect(edge) ?? []].flat())]) ?? { x: 0, y: 0, width: 0, height: 0 }, direction };
}

interface Arranged {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** The places of its own nodes. */
  readonly content: readonly Rect[];
}

interface Arranging {
  readonly places: Places;
  readonly direction: Direction;
  readonly isBody: boolean;
}

function arrange(region: CanvasRegion, { places, direction, isBody }: Arranging): Arranged {
  const nodes: PlacedNode[] = [];
  const inner: PlacedEdge[] = [];
  const rects = new Map<string, Rect>();
  let below = 0;
  for (const node of region.nodes) {
    const container = node.bodies.length === 0 ? undefined : arrangeBodies(node, places, direction);
    const size = container ?? leafSize(node, places);
    const place = places.get(node.id) ?? { x: isBody ? aside(size.width) : 0, y: below };
    const rect = { x: place.x, y: place.y, width: size.width, height: size.height };
    below = Math.max(below, rect.y + rect.height + layerGap);
    rects.set(node.id, rect);
    nodes.push({ node, regionId: region.id, bodies: container?.bodies ?? [], ...rect });
    if (container === undefined) continue;
    nodes.push(...container.nodes);
    inner.push(...container.edges.map((edge) => moved(edge, rect)));
  }
  const routes = routeEdges(rects, region.edges, direction);
  const own = region.edges.flatMap((edge): PlacedEdge[] => {
    const route = routes.get(edge.id);
    return route === undefined ? [] : [{ edge, regionId: region.id, ...route }];
  });
  const content = [...rects.values()];
  return { nodes, edges: [...sideLabels(own, content), ...inner], content };
}

function leafSize(node: CanvasNode, places: Places): Size {
  const own = sizeOf(node);
  const chosen = places.get(node.id);
  return { width: chosen?.width ?? own.width, height: chosen?.height ?? own.height };
}

interface Container extends Size {
  readonly bodies: readonly PlacedBody[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** The bodies of a container side by side below its headline; it is as large as they need. */
function arrangeBodies(container: CanvasNode, places: Places, direction: Direction): Container {
  const { head, padding, gap } = containerLook;
  const inset = bodyInset(container.bodies.length);
  const arranged = container.bodies.map((body) => ({ body, ...arrange(body, { places, direction, isBody: true }) }));
  const sizes = arranged.map(({ content, edges }) => frame(extent(content, edges), container.bodies.length));
  const size = containerSize(sizes, places.get(container.id));
  const height = size.height - head - padding;
  const spare = size.width - containerSize(sizes, undefined).width;
  const [bodies, nodes, edges]: [PlacedBody[], PlacedNode[], PlacedEdge[]] = [[], [], []];
  let x: number = padding;
  for (const [index, each] of arranged.entries()) {
    const width = (sizes[index]?.width ?? 0) + (index === arranged.length - 1 ? spare : 0);
    const content = { x: x + inset.x, y: head + inset.y };
    bodies.push({ id: each.body.id, x, y: head, width, height, content, isFramed: container.bodies.length > 1, isEmpty: each.nodes.length === 0 });
    for (const node of each.nodes) nodes.push(node.parentId === undefined ? { ...node, ...added(node, content), parentId: container.id } : node);
    edges.push(...each.edges.map((edge) => moved(edge, content)));
    x += width + gap;
  }
  return { ...size, bodies, nodes, edges };
}

/** How far content reaches to the right and down, with the lines around it. */
function extent(content: readonly Rect[], edges: readonly PlacedEdge[]): Size {
  const lines = edges.flatMap(({ points }) => points);
  return {
    width: Math.max(0, ...content.map((rect) => rect.x + rect.width), ...lines.map(({ x }) => x + 8)),
    height: Math.max(0, ...content.map((rect) => rect.y + rect.height), ...lines.map(({ y }) => y)),
  };
}

function moved({ points, label, ...edge }: PlacedEdge, by: Point): PlacedEdge {
  return { ...edge, points: points.map((point) => added(point, by)), label: added(label, by) };
}

/** The direction in which the drawing comes out larger in a frame of this size. */
export function betterDirection(region: CanvasRegion, frameSize: Size): Direction {
  const scale = (direction: Direction): number => {
    const { bounds } = layoutRegion(region, direction);
    return Math.min(frameSize.width / Math.max(1, bounds.width), frameSize.height / Math.max(1, bounds.height));
  };
  return scale('right') > scale('down') ? 'right' : 'down';
}

/** Where every node stands from the upper left of the canvas, and how large it is. */
export function rectsOf({ nodes }: Pick<PlacedRegion, 'nodes'>): ReadonlyMap<string, Rect> {
  const rects = new Map<string, Rect>();
  for (const { node, x, y, width, height, parentId } of nodes) {
    const parent = parentId === undefined ? undefined : rects.get(parentId);
    rects.set(node.id, { x: x + (parent?.x ?? 0), y: y + (parent?.y ?? 0), width, height });
  }
  return rects;
}

/** Where one node stands from the upper left of the canvas. */
export function placeOf(placed: Pick<PlacedRegion, 'nodes'>, id: string): Rect | undefined {
  return rectsOf(placed).get(id);
}
