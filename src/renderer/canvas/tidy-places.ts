import { Graph, layout } from '@dagrejs/dagre';
import { aside, containerSize, frame } from './container-size.ts';
import { edgesLaidOut } from './edges-laid-out.ts';
import { labelWidth } from './label-sides.ts';
import { layerGap, type Size, sizeOf } from './node-size.ts';
import type { CanvasNode, CanvasRegion } from './read-definition.ts';

export type Direction = 'down' | 'right';

/** Where a node stands, from the upper left of the content of the body it is in; and its size where a person chose one. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** Where nodes stand, by id. */
export type Places = ReadonlyMap<string, Place>;

export interface Tidy {
  readonly direction: Direction;
  /** Sizes people chose are kept. */
  readonly sizes?: Places;
}

/** Transitions of a region whose layers are found as well as can be. */
const mostRanked = 300;

/** Places for a region's nodes in layers, and for those of the bodies inside them. Equal regions get equal places. */
export function tidyPlaces(region: CanvasRegion, tidy: Tidy): Places {
  const places = new Map<string, Place>();
  tidyRegion(region, tidy, places);
  return places;
}

/** Answers how large the region came out. */
function tidyRegion(region: CanvasRegion, tidy: Tidy, places: Map<string, Place>): Size {
  if (region.nodes.length === 0) return { width: 0, height: 0 };
  const isDown = tidy.direction === 'down';
  // Nodes and transitions go by number: the layout keeps them in plain objects, where a name such as "constructor" is taken.
  const numbers = new Map(region.nodes.map(({ id }, number) => [id, number]));
  const edges = region.edges.flatMap((edge, number) => {
    const [from, to] = [numbers.get(edge.from), numbers.get(edge.to)];
    return from === undefined || to === undefined || from === to ? [] : [{ edge, number, from, to }];
  });
  const deciding = edgesLaidOut(region.nodes.length, edges);
  // The best layers take time with the square of the transitions; of many, good ones have to do.
  const isLarge = deciding.length > mostRanked || deciding.length < edges.length;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: isDown ? 'TB' : 'LR', nodesep: 32, ranksep: isDown ? layerGap : 44, edgesep: 20, ...(isLarge ? { ranker: 'longest-path' } : {}) });
  for (const node of region.nodes) graph.setNode(String(numbers.get(node.id)), { ...sizeIn(node, tidy, places) });
  for (const { edge, number, from, to } of deciding) {
    const width = labelWidth(edge);
    graph.setEdge({ v: String(from), w: String(to), name: String(number) }, width === 0 ? {} : { width, height: 18, labelpos: 'c' });
  }
  layout(graph);
  let size: Size = { width: 0, height: 0 };
  for (const { id } of region.nodes) {
    const box = graph.node(String(numbers.get(id))) as unknown as { readonly x: number; readonly y: number } & Size;
    const place = { x: Math.round(box.x - box.width / 2), y: Math.round(box.y - box.height / 2) };
    const chosen = tidy.sizes?.get(id);
    places.set(id, { ...place, ...(chosen?.width === undefined ? {} : { width: chosen.width }), ...(chosen?.height === undefined ? {} : { height: chosen.height }) });
    size = { width: Math.max(size.width, place.x + box.width), height: Math.max(size.height, place.y + box.height) };
  }
  return size;
}

function sizeIn(node: CanvasNode, tidy: Tidy, places: Map<string, Place>): Size {
  const chosen = tidy.sizes?.get(node.id);
  if (node.bodies.length === 0) {
    const own = sizeOf(node);
    return { width: chosen?.width ?? own.width, height: chosen?.height ?? own.height };
  }
  return containerSize(node.bodies.map((body) => frame(tidyBody(body, tidy, places), node.bodies.length)), chosen);
}

/** What is narrower than the smallest body stands in the middle of it. */
function tidyBody(body: CanvasRegion, tidy: Tidy, places: Map<string, Place>): Size {
  const size = tidyRegion(body, tidy, places);
  const by = body.nodes.length === 0 ? 0 : aside(size.width);
  if (by === 0) return size;
  for (const { id } of body.nodes) {
    const place = places.get(id);
    if (place !== undefined) places.set(id, { ...place, x: place.x + by });
  }
  return { ...size, width: size.width + by };
}
