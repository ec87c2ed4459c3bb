import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { NodePlace } from '../../../core/domain/model/workflow.ts';
import type { Point } from '../../canvas/geometry.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import type { Place, Places } from '../../canvas/tidy-places.ts';
import { drawingOf, placeIn, placesOf } from './drawing-of.ts';

/** Places as an edit takes them. */
export type EditPlaces = { [id: string]: NodePlace };

export interface Move {
  readonly act: 'move' | 'align' | 'distribute';
  /** Where nodes and notes come to stand, from the upper left of the canvas. */
  readonly to: ReadonlyMap<string, Point>;
  /** The body the nodes are dropped into, where it is another one than theirs. */
  readonly into?: string;
}

/** The one act that moves nodes and notes. Where the layout was made anew until now, all places are written with it. */
export function moveEdit(definition: JsonObject, { act, to, into }: Move): Edit {
  const drawing = drawingOf(definition);
  const chosen = readPlaces(definition);
  const now = placesOf(drawing, chosen);
  const moved = new Map<string, NodePlace>();
  const notes: EditPlaces = {};
  for (const [id, point] of to) {
    const node = drawing.byId.get(id);
    if (node === undefined) notes[id] = { x: Math.round(point.x), y: Math.round(point.y) };
    else moved.set(id, { ...plain(now.get(id)), ...placeIn(drawing, into ?? node.regionId, point) });
  }
  const regions = new Set([...moved.keys()].map((id) => into ?? drawing.byId.get(id)?.regionId ?? ''));
  for (const region of regions) keepInside(region, { moved, now, members: membersOf(definition, region, into === undefined ? [] : [...moved.keys()]) , definition });
  const places = { ...(chosen === undefined ? plainPlaces(now) : {}), ...Object.fromEntries(moved), ...notes };
  return into === undefined ? { kind: 'place', act, places } : { kind: 'move_into', nodes: [...moved.keys()], region: into, places };
}

/** All places of now, to be written with the first one a person chooses; none where they are written already. */
export function unwrittenPlaces(definition: JsonObject): EditPlaces {
  return readPlaces(definition) === undefined ? plainPlaces(placesOf(drawingOf(definition), undefined)) : {};
}

/** As an edit takes them. */
export function plainPlaces(places: Places): EditPlaces {
  return Object.fromEntries([...places].map(([id, place]) => [id, plain(place)]));
}

export function plain(place: Place | undefined): NodePlace {
  const { x = 0, y = 0, width, height } = place ?? {};
  return { x, y, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
}

function membersOf(definition: JsonObject, region: string, added: readonly string[]): readonly string[] {
  const drawing = drawingOf(definition);
  return [...drawing.nodes.filter((each) => each.regionId === region).map(({ node }) => node.id), ...added];
}

interface Keeping {
  readonly definition: JsonObject;
  readonly moved: Map<string, NodePlace>;
  readonly now: Places;
  readonly members: readonly string[];
}

/** A body begins at its upper left: where a node was moved beyond, the others and the container make room. */
function keepInside(region: string, { definition, moved, now, members }: Keeping): void {
  const drawing = drawingOf(definition);
  const parent = drawing.regions.get(region)?.parent;
  if (parent === undefined) return;
  const places = members.map((id): readonly [string, NodePlace] => [id, moved.get(id) ?? plain(now.get(id))]);
  const beyond = { x: Math.min(0, ...places.map(([, { x }]) => x)), y: Math.min(0, ...places.map(([, { y }]) => y)) };
  if (beyond.x === 0 && beyond.y === 0) return;
  for (const [id, place] of places) moved.set(id, { ...place, x: place.x - beyond.x, y: place.y - beyond.y });
  const container = moved.get(parent) ?? plain(now.get(parent));
  moved.set(parent, { ...container, x: container.x + beyond.x, y: container.y + beyond.y });
  const outside = drawing.byId.get(parent)?.regionId ?? '';
  keepInside(outside, { definition, moved, now, members: membersOf(definition, outside, []) });
}
