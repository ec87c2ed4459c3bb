import type { Point, Rect } from '../../canvas/geometry.ts';
import { added } from '../../canvas/geometry.ts';
import type { PlacedEdge } from '../../canvas/layout-region.ts';
import { routeEdges } from '../../canvas/route-edges.ts';
import type { Drawing } from './drawing-of.ts';

export type Moving = ReadonlyMap<string, Point & { readonly width?: number; readonly height?: number }>;

/** Of a drawing what a drag under way changes: where the moved nodes and all in them are, and how their lines run meanwhile. */
export interface LiveDrawing {
  readonly rects: ReadonlyMap<string, Rect>;
  readonly edges: ReadonlyMap<string, PlacedEdge>;
}

const still: LiveDrawing = { rects: new Map(), edges: new Map() };

/** Asked several times for the same places, it is worked out once. */
let latest: { readonly drawing: Drawing; readonly moving: Moving; readonly live: LiveDrawing } | undefined;

export function liveDrawing(drawing: Drawing, moving: Moving): LiveDrawing {
  if (moving.size === 0) return still;
  if (latest?.drawing !== drawing || latest.moving !== moving) latest = { drawing, moving, live: workedOut(drawing, moving) };
  return latest.live;
}

function workedOut(drawing: Drawing, moving: Moving): LiveDrawing {
  const rects = new Map<string, Rect>();
  for (const { node, parentId } of drawing.nodes) {
    const own = drawing.rects.get(node.id);
    if (own === undefined) continue;
    const to = moving.get(node.id);
    const carried = parentId === undefined ? undefined : rects.get(parentId);
    const from = parentId === undefined ? undefined : drawing.rects.get(parentId);
    if (to !== undefined) rects.set(node.id, { x: to.x, y: to.y, width: to.width ?? own.width, height: to.height ?? own.height });
    else if (carried !== undefined && from !== undefined) rects.set(node.id, { ...own, x: own.x + carried.x - from.x, y: own.y + carried.y - from.y });
  }
  const edges = new Map<string, PlacedEdge>();
  for (const edge of drawing.edges) {
    const [from, to] = [edge.edge.from, edge.edge.to];
    if (!rects.has(from) && !rects.has(to)) continue;
    edges.set(edge.edge.id, moving.has(from) || moving.has(to) ? rerouted(drawing, rects, edge) : carriedEdge(drawing, rects, edge));
  }
  return { rects, edges };
}

/** Past nothing but its own ends, which is all that can be worked out with every move of the pointer. */
function rerouted(drawing: Drawing, rects: ReadonlyMap<string, Rect>, edge: PlacedEdge): PlacedEdge {
  const ends = new Map([edge.edge.from, edge.edge.to].flatMap((id): [string, Rect][] => {
    const rect = rects.get(id) ?? drawing.rects.get(id);
    return rect === undefined ? [] : [[id, rect]];
  }));
  const route = routeEdges(ends, [edge.edge], drawing.direction).get(edge.edge.id);
  return route === undefined ? edge : { ...edge, ...route };
}

/** It stands in a container that is moved, and moves along. */
function carriedEdge(drawing: Drawing, rects: ReadonlyMap<string, Rect>, edge: PlacedEdge): PlacedEdge {
  const [before, after] = [drawing.rects.get(edge.edge.from), rects.get(edge.edge.from)];
  if (before === undefined || after === undefined) return edge;
  const by = { x: after.x - before.x, y: after.y - before.y };
  return { ...edge, points: edge.points.map((point) => added(point, by)), label: added(edge.label, by) };
}
