import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import { idOf } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Rect } from '../../canvas/geometry.ts';
import { readDefinition } from '../../canvas/read-definition.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { layerGap } from '../../canvas/node-size.ts';
import { wayOf } from '../../canvas/route-edges.ts';
import type { Places } from '../../canvas/tidy-places.ts';
import { type Drawing, drawRegion, drawingOf, placeIn, placesOf } from './drawing-of.ts';
import { type EditPlaces, plain } from './move-edit.ts';

type Splice = Extract<Edit, { kind: 'splice' }>;

/**
 * The same, where people placed the nodes, with room made for what comes in: it stands in line, what follows goes further
 * down by as much as it needs, and so does what stands below and beside the containers that grow with it.
 */
export function withRoom(definition: JsonObject, edit: Splice): Splice {
  const chosen = readPlaces(definition);
  const before = drawingOf(definition);
  const line = before.edges.find((each) => each.edge.id === edit.transition);
  if (chosen === undefined || line === undefined) return edit;
  const region = readDefinition(applyEdit(definition, edit));
  const id = idOf(edit.node);
  const first = drawRegion(region, chosen);
  const places = placesOf(first, chosen);
  const [from, to, own] = [line.edge.from, line.edge.to, id].map((node) => localRect(first, node));
  if (from === undefined || to === undefined || own === undefined || wayOf(from, to) !== 'down') return edit;
  const moved = new Map<string, { readonly x: number; readonly y: number }>();
  const spare = to.y - from.y - from.height;
  const y = Math.round(from.y + from.height + Math.max(layerGap, (spare - own.height) / 2));
  const by = { x: 0, y: Math.max(0, Math.round(y + own.height + layerGap - to.y)) };
  const x = Math.round(to.x + to.width / 2 - own.width / 2);
  // A body begins at its left edge: the others make room there.
  if (before.regions.get(line.regionId)?.parent !== undefined) by.x = Math.max(0, -x);
  for (const { node, regionId } of first.nodes) {
    const rect = regionId === line.regionId && node.id !== id ? localRect(first, node.id) : undefined;
    if (rect !== undefined) moved.set(node.id, { x: rect.x + by.x, y: rect.y + (node.id !== line.edge.from && rect.y >= to.y ? by.y : 0) });
  }
  moved.set(id, { x: x + by.x, y });
  pushAround(line.regionId, { before, moved, draw: () => drawRegion(region, withMoved(places, moved)) });
  const { [id]: place, ...others } = Object.fromEntries([...moved].filter(([node, at]) => node === id || at.x !== places.get(node)?.x || at.y !== places.get(node)?.y).map(([node, at]) => [node, plain({ ...places.get(node), ...at })]));
  return { ...edit, ...(place === undefined ? {} : { place }), places: { ...edit.places, ...others } satisfies EditPlaces };
}

interface Pushing {
  readonly before: Drawing;
  readonly moved: Map<string, { readonly x: number; readonly y: number }>;
  /** As it looks with what was moved until now. */
  readonly draw: () => Drawing;
}

/** What stood below or right of the container of a region gives way by as much as that has grown; and so outwards. */
function pushAround(regionId: string, { before, moved, draw }: Pushing): void {
  const container = before.regions.get(regionId)?.parent;
  const outer = container === undefined ? undefined : before.byId.get(container)?.regionId;
  if (container === undefined || outer === undefined) return;
  const [was, now] = [before, draw()].map((drawing) => localRect(drawing, container));
  if (was === undefined || now === undefined) return;
  for (const { node, regionId: own } of before.nodes) {
    const rect = own === outer && node.id !== container ? localRect(before, node.id) : undefined;
    if (rect === undefined) continue;
    const isBelow = rect.y >= was.y + was.height;
    const isBeside = rect.x >= was.x + was.width && rect.y < was.y + now.height && rect.y + rect.height > was.y;
    if (isBelow || isBeside) moved.set(node.id, { x: rect.x + (isBelow ? 0 : now.width - was.width), y: rect.y + (isBelow ? now.height - was.height : 0) });
  }
  pushAround(outer, { before, moved, draw });
}

/** Where a node stands in its body. */
function localRect(drawing: Drawing, id: string): Rect | undefined {
  const rect = drawing.rects.get(id);
  const region = drawing.byId.get(id)?.regionId;
  return rect === undefined || region === undefined ? undefined : { ...rect, ...placeIn(drawing, region, rect) };
}

function withMoved(places: Places, moved: ReadonlyMap<string, { readonly x: number; readonly y: number }>): Places {
  return new Map([...places, ...[...moved].map(([id, at]) => [id, { ...places.get(id), ...at }] as const)]);
}
