import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Rect } from '../../canvas/geometry.ts';
import { arrangeRegion, type PlacedNode, type PlacedRegion, rectsOf } from '../../canvas/layout-region.ts';
import { type CanvasRegion, readDefinition } from '../../canvas/read-definition.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { type Place, type Places, tidyPlaces } from '../../canvas/tidy-places.ts';
import { layoutKey } from './layout-key.ts';

/** A definition as it stands on the canvas. */
export interface Drawing extends PlacedRegion {
  readonly byId: ReadonlyMap<string, PlacedNode>;
  /** From the upper left of the canvas. */
  readonly rects: ReadonlyMap<string, Rect>;
  /** Bodies and the root, by id: where they are drawn, and where their content begins. The root has no end. */
  readonly regions: ReadonlyMap<string, DrawnRegion>;
}

export interface DrawnRegion {
  readonly id: string;
  readonly rect: Rect;
  readonly content: { readonly x: number; readonly y: number };
  /** The container it is a body of. */
  readonly parent?: string;
}

/** Tidy places by what they go by, the latest last: a letter in a prompt, or a way back, needs no new ones. */
const tidied = new Map<string, Places>();
const mostTidied = 20;
const drawings = new WeakMap<JsonObject, Drawing>();

/** Keeps places that were found elsewhere, such as in a thread, for the next drawings of such a region. */
export function keepTidyPlaces(region: CanvasRegion, places: Places): void {
  const key = layoutKey(region);
  tidied.delete(key);
  tidied.set(key, places);
  for (const oldest of [...tidied.keys()].slice(0, -mostTidied)) tidied.delete(oldest);
}

/** Whether drawing it now takes no layout. */
export function isLaidOut(definition: JsonObject): boolean {
  return readPlaces(definition) !== undefined || tidied.has(layoutKey(readDefinition(definition)));
}

/** How a definition is drawn; laid out on the spot where nobody placed its nodes and no thread has yet. */
export function drawingOf(definition: JsonObject): Drawing {
  const before = drawings.get(definition);
  if (before !== undefined) return before;
  const region = readDefinition(definition);
  const drawing = drawRegion(region, readPlaces(definition) ?? tidyOf(region));
  drawings.set(definition, drawing);
  return drawing;
}

/** The same with other places, such as those of a drag under way. */
export function drawRegion(region: CanvasRegion, places: Places): Drawing {
  const placed = arrangeRegion(region, places, 'down');
  const rects = rectsOf(placed);
  const regions = new Map<string, DrawnRegion>([[region.id, { id: region.id, rect: { x: -1e6, y: -1e6, width: 2e6, height: 2e6 }, content: { x: 0, y: 0 } }]]);
  for (const { node, bodies } of placed.nodes) {
    const own = rects.get(node.id);
    if (own === undefined) continue;
    for (const body of bodies) {
      regions.set(body.id, {
        id: body.id,
        rect: { x: own.x + body.x, y: own.y + body.y, width: body.width, height: body.height },
        content: { x: own.x + body.content.x, y: own.y + body.content.y },
        parent: node.id,
      });
    }
  }
  return { ...placed, byId: new Map(placed.nodes.map((each) => [each.node.id, each])), rects, regions };
}

function tidyOf(region: CanvasRegion): Places {
  const known = tidied.get(layoutKey(region));
  if (known !== undefined) return known;
  const places = tidyPlaces(region, { direction: 'down' });
  keepTidyPlaces(region, places);
  return places;
}

/** Where every node stands in its body: with the sizes people chose, and no others. */
export function placesOf(drawing: Drawing, chosen: Places | undefined): Places {
  return new Map(
    drawing.nodes.map(({ node, regionId }): readonly [string, Place] => {
      const at = placeIn(drawing, regionId, drawing.rects.get(node.id) ?? { x: 0, y: 0 });
      return [node.id, { ...at, ...sizesOf(chosen?.get(node.id)) }];
    }),
  );
}

/** A point of the canvas as a place in a body. */
export function placeIn(drawing: Drawing, regionId: string, { x, y }: { readonly x: number; readonly y: number }): { readonly x: number; readonly y: number } {
  const content = drawing.regions.get(regionId)?.content ?? { x: 0, y: 0 };
  return { x: Math.round(x - content.x), y: Math.round(y - content.y) };
}

export function sizesOf(place: Place | undefined): { readonly width?: number; readonly height?: number } {
  return { ...(place?.width === undefined ? {} : { width: place.width }), ...(place?.height === undefined ? {} : { height: place.height }) };
}
