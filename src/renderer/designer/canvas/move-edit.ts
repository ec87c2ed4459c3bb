import { findNode } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { NodePlace } from '../../../core/domain/model/workflow.ts';
import type { Point } from '../../canvas/geometry.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import type { Place, Places } from '../../canvas/tidy-places.ts';
import { type Drawing, placeIn, placesOf } from './drawing-of.ts';
import type { Drawn } from './drawn.ts';

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
export function moveEdit({ definition, drawing }: Drawn, { act, to, into }: Move): Edit {
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
  for (const region of regions) keepInside(region, { moved, now, members: membersOf(drawing, region, into === undefined ? [] : [...moved.keys()]), drawing });
  const own = [...moved].filter(([id]) => to.has(id));
  const places = { ...Object.fromEntries(own), ...notes };
  const others = { ...(moved.size === 0 ? {} : unwrittenPlaces({ definition, drawing })), ...Object.fromEntries([...moved].filter(([id]) => !to.has(id))) };
  return into === undefined ? { kind: 'place', act, places, ...withOthers(others, places) } : { kind: 'move_into', nodes: own.map(([id]) => id), region: into, places: { ...others, ...places } };
}

/** All places of now, to be written with the first one a person chooses; none where they are written already. */
export function unwrittenPlaces({ definition, drawing }: Drawn): EditPlaces {
  if (readPlaces(definition) !== undefined) return {};
  return plainPlaces(new Map([...placesOf(drawing, undefined)].filter(([id]) => findNode(definition, id) !== undefined)));
}

/** Places beside those an act is about, where there are any. */
export function withOthers(all: EditPlaces, places: EditPlaces): { readonly others?: EditPlaces } {
  const others = Object.entries(all).filter(([id]) => !(id in places));
  return others.length === 0 ? {} : { others: Object.fromEntries(others) };
}

/** As an edit takes them. */
export function plainPlaces(places: Places): EditPlaces {
  return Object.fromEntries([...places].map(([id, place]) => [id, plain(place)]));
}

export function plain(place: Place | undefined): NodePlace {
  const { x = 0, y = 0, width, height } = place ?? {};
  return { x, y, ...(width === undefined ? {} : { width }), ...(height === undefined ? {} : { height }) };
}

function membersOf(drawing: Drawing, region: string, added: readonly string[]): readonly string[] {
  return [...drawing.nodes.filter((each) => each.regionId === region).map(({ node }) => node.id), ...added];
}

interface Keeping {
  readonly drawing: Drawing;
  readonly moved: Map<string, NodePlace>;
  readonly now: Places;
  readonly members: readonly string[];
}

/** A body begins at its upper left: where a node was moved beyond, the others and the container make room. */
function keepInside(region: string, { drawing, moved, now, members }: Keeping): void {
  const parent = drawing.regions.get(region)?.parent;
  if (parent === undefined) return;
  const places = members.map((id): readonly [string, NodePlace] => [id, moved.get(id) ?? plain(now.get(id))]);
  const beyond = { x: Math.min(0, ...places.map(([, { x }]) => x)), y: Math.min(0, ...places.map(([, { y }]) => y)) };
  if (beyond.x === 0 && beyond.y === 0) return;
  for (const [id, place] of places) moved.set(id, { ...place, x: place.x - beyond.x, y: place.y - beyond.y });
  const container = moved.get(parent) ?? plain(now.get(parent));
  moved.set(parent, { ...container, x: container.x + beyond.x, y: container.y + beyond.y });
  const outside = drawing.byId.get(parent)?.regionId ?? '';
  keepInside(outside, { drawing, moved, now, members: membersOf(drawing, outside, []) });
}
