import { Graph, layout } from '@dagrejs/dagre';
import { containerSize, frame } from './container-size.ts';
import { labelWidth } from './label-sides.ts';
import { type Size, sizeOf } from './node-size.ts';
import type { CanvasNode, CanvasRegion } from './read-definition.ts';

export type Direction = 'down' | 'right';

/** Where nodes stand, by id, each from the upper left of the content of the body it is in; and their size where a person chose one. */
export interface Places {
  readonly [node: string]: { readonly x: number; readonly y: number; readonly width?: number | undefined; readonly height?: number | undefined };
}

export interface Tidy {
  readonly direction: Direction;
  /** Sizes people chose are kept. */
  readonly sizes?: Places;
}

/** Places for a region's nodes in layers, and for those of the bodies inside them. Equal regions get equal places. */
export function tidyPlaces(region: CanvasRegion, tidy: Tidy): Places {
  const places: { [node: string]: Places[string] } = {};
  tidyRegion(region, tidy, places);
  return places;
}

/** Answers how large the region came out. */
function tidyRegion(region: CanvasRegion, tidy: Tidy, places: { [node: string]: Places[string] }): Size {
  if (region.nodes.length === 0) return { width: 0, height: 0 };
  const isDown = tidy.direction === 'down';
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: isDown ? 'TB' : 'LR', nodesep: 32, ranksep: isDown ? 36 : 44, edgesep: 20 });
  for (const node of region.nodes) graph.setNode(node.id, { ...sizeIn(node, tidy, places) });
  const known = new Set(region.nodes.map(({ id }) => id));
  for (const edge of region.edges) {
    const { id, from, to } = edge;
    if (!known.has(from) || !known.has(to) || from === to) continue;
    const width = labelWidth(edge);
    graph.setEdge({ v: from, w: to, name: id }, width === 0 ? {} : { width, height: 18, labelpos: 'c' });
  }
  layout(graph);
  let size: Size = { width: 0, height: 0 };
  for (const { id } of region.nodes) {
    const box = graph.node(id) as unknown as { readonly x: number; readonly y: number } & Size;
    const place = { x: Math.round(box.x - box.width / 2), y: Math.round(box.y - box.height / 2) };
    const chosen = tidy.sizes?.[id];
    places[id] = { ...place, ...(chosen?.width === undefined ? {} : { width: chosen.width }), ...(chosen?.height === undefined ? {} : { height: chosen.height }) };
    size = { width: Math.max(size.width, place.x + box.width), height: Math.max(size.height, place.y + box.height) };
  }
  return size;
}

function sizeIn(node: CanvasNode, tidy: Tidy, places: { [node: string]: Places[string] }): Size {
  const chosen = tidy.sizes?.[node.id];
  if (node.bodies.length === 0) {
    const own = sizeOf(node);
    return { width: chosen?.width ?? own.width, height: chosen?.height ?? own.height };
  }
  return containerSize(node.bodies.map((body) => frame(tidyRegion(body, tidy, places), node.bodies.length)), chosen);
}
