import { holds, type Point } from '../../canvas/geometry.ts';
import type { PlacedEdge } from '../../canvas/layout-region.ts';
import type { Drawing } from './drawing-of.ts';

/** The innermost node at a point. */
export function nodeAt({ nodes, rects }: Drawing, point: Point): string | undefined {
  return nodes.findLast(({ node }) => {
    const rect = rects.get(node.id);
    return rect !== undefined && holds(rect, point);
  })?.node.id;
}

/** The innermost body at a point, the root where there is none; bodies inside `without` do not count. */
export function regionAt(drawing: Drawing, point: Point, without: ReadonlySet<string> = new Set()): string {
  let found = '';
  for (const { id, rect, parent } of drawing.regions.values()) {
    if (holds(rect, point) && !isWithin(drawing, parent, without)) found = id;
  }
  return found;
}

/** Whether a node is one of those, or stands inside one of them. */
export function isWithin(drawing: Drawing, node: string | undefined, those: ReadonlySet<string>): boolean {
  for (let at = node; at !== undefined; at = drawing.byId.get(at)?.parentId) if (those.has(at)) return true;
  return false;
}

/** The line nearest to a point, if one is within reach. */
export function edgeAt(edges: readonly PlacedEdge[], point: Point, reach: number): PlacedEdge | undefined {
  let best: { readonly edge: PlacedEdge; readonly distance: number } | undefined;
  for (const edge of edges) {
    const distance = distanceTo(edge.points, point);
    if (distance <= reach && (best === undefined || distance < best.distance)) best = { edge, distance };
  }
  return best?.edge;
}

function distanceTo(points: readonly Point[], point: Point): number {
  let least = Infinity;
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    if (from !== undefined && to !== undefined) least = Math.min(least, toPiece(from, to, point));
  }
  return least;
}

function toPiece(from: Point, to: Point, { x, y }: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
