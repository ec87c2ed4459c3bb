import type { NodeChange } from '@xyflow/react';
import { entriesOf, exitsOf } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { around, type Point, type Rect } from '../../canvas/geometry.ts';
import type { Drawing } from './drawing-of.ts';
import type { Drawn } from './drawn.ts';
import { edgeAt, isWithin, regionAt } from './hit-test.ts';
import type { CanvasFlowNode } from './flow-elements.ts';
import type { Moving } from './live-drawing.ts';
import { noteRects } from './notes.ts';
import { type Guide, snap } from './snap.ts';

/** A node or note the canvas moved, from the upper left of its container. */
export interface Moved {
  readonly id: string;
  readonly position: Point;
}

export interface Sized {
  readonly id: string;
  readonly dimensions?: { readonly width: number; readonly height: number };
}

/** The nodes and notes a change of the canvas pulls larger or smaller, and those it moves. The last word about a size comes after it was let go, and says nothing new. */
export function readChanges(changes: readonly NodeChange<CanvasFlowNode>[]): { readonly sizes: readonly Sized[]; readonly moves: readonly Moved[] } {
  const sizes = changes.flatMap((change): Sized[] => (change.type === 'dimensions' && change.resizing === true && change.dimensions !== undefined ? [{ id: change.id, dimensions: change.dimensions }] : []));
  const moves = changes.flatMap((change): Moved[] => (change.type === 'position' && change.position !== undefined ? [{ id: change.id, position: change.position }] : []));
  return { sizes, moves };
}

function rectOf({ drawing, definition }: Drawn, id: string): Rect {
  return drawing.rects.get(id) ?? noteRects(definition).get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
}

export function resized(before: Moving, changes: { readonly sizes: readonly Sized[]; readonly moves: readonly Moved[] }, drawn: Drawn): Moving {
  const moving = new Map(before);
  for (const { id, dimensions } of changes.sizes) {
    const own = rectOf(drawn, id);
    const start = moving.get(id) ?? own;
    moving.set(id, { x: start.x, y: start.y, width: dimensions?.width ?? own.width, height: dimensions?.height ?? own.height });
  }
  for (const { id, position } of changes.moves) {
    const size = moving.get(id);
    const base = baseOf(drawn, id);
    if (size !== undefined) moving.set(id, { ...size, x: position.x + base.x, y: position.y + base.y });
  }
  return moving;
}

/** Where the container of a node begins: the canvas tells places from there. */
function baseOf({ drawing }: Drawn, id: string): Point {
  const parent = drawing.byId.get(id)?.parentId;
  return (parent === undefined ? undefined : drawing.rects.get(parent)) ?? { x: 0, y: 0 };
}

/** Where what is dragged is now: in line with what is near, else on the grid. */
export function dragged(moves: readonly Moved[], drawn: Drawn, reach: number): { readonly moving: Moving; readonly guides: readonly Guide[] } {
  const { drawing } = drawn;
  const rects = new Map(moves.map(({ id, position }) => {
    const base = baseOf(drawn, id);
    const { width, height } = rectOf(drawn, id);
    return [id, { x: position.x + base.x, y: position.y + base.y, width, height }] as const;
  }));
  const bounds = around([...rects.values()]);
  if (bounds === undefined) return { moving: new Map(), guides: [] };
  const regions = new Set([...rects.keys()].map((id) => drawing.byId.get(id)?.regionId));
  const others = drawing.nodes.filter(({ node, regionId }) => regions.has(regionId) && !rects.has(node.id)).flatMap(({ node }) => drawing.rects.get(node.id) ?? []);
  const snapped = snap(bounds, others, reach);
  const by = { x: snapped.x - bounds.x, y: snapped.y - bounds.y };
  return { moving: new Map([...rects].map(([id, rect]) => [id, { x: rect.x + by.x, y: rect.y + by.y }])), guides: snapped.guides };
}

export function hasMoved(moving: ReadonlyMap<string, Point>, drawn: Drawn): boolean {
  return [...moving].some(([id, { x, y }]) => {
    const before = rectOf(drawn, id);
    return Math.abs(before.x - x) >= 1 || Math.abs(before.y - y) >= 1;
  });
}

export interface DropTarget {
  readonly region: string;
  /** It is another body than the one the dragged nodes stand in. */
  readonly isMove: boolean;
  /** The transition a node that is connected with nothing would be put into. */
  readonly edge: string | undefined;
}

export interface Dropping {
  readonly drawing: Drawing;
  readonly definition: JsonObject;
  readonly moving: readonly string[];
  readonly point: Point;
  readonly reach: number;
}

export function dropTarget({ drawing, definition, moving, point, reach }: Dropping): DropTarget {
  const nodes = moving.filter((id) => drawing.byId.has(id));
  const region = regionAt(drawing, point, new Set(nodes));
  const [first] = nodes;
  const own = first === undefined ? undefined : drawing.byId.get(first)?.regionId;
  const isMove = own !== undefined && nodes.some((id) => drawing.byId.get(id)?.regionId !== region);
  const isLoose = nodes.length === 1 && first !== undefined && exitsOf(definition, first).length === 0 && entriesOf(definition, first).length === 0 && !terminal.has(drawing.byId.get(first)?.node.type ?? '');
  const edge = isLoose && !isMove ? edgeAt(drawing.edges.filter((each) => each.regionId === own), point, reach)?.edge.id : undefined;
  return { region, isMove: isMove && !isWithin(drawing, drawing.regions.get(region)?.parent, new Set(nodes)), edge };
}

const terminal = new Set(['start', 'end']);
