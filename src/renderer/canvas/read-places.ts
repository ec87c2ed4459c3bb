import { isJsonObject, type JsonObject } from '../../core/domain/model/json.ts';
import type { Place, Places } from './tidy-places.ts';

/** Where a person placed the nodes; undefined where nobody did, so that they are laid out whenever they are drawn. */
export function readPlaces(definition: JsonObject): Places | undefined {
  const layout = definition['layout'];
  if (!isJsonObject(layout) || Object.keys(layout).length === 0) return undefined;
  const known = read.get(layout);
  if (known !== undefined) return known;
  const places = new Map(
    Object.entries(layout).flatMap(([id, place]): (readonly [string, Place])[] => {
      if (!isJsonObject(place)) return [];
      const { x, y, width, height } = place;
      if (typeof x !== 'number' || typeof y !== 'number') return [];
      return [[id, { x, y, ...(typeof width === 'number' ? { width } : {}), ...(typeof height === 'number' ? { height } : {}) }]];
    }),
  );
  read.set(layout, places);
  return places;
}

const read = new WeakMap<JsonObject, Places>();
