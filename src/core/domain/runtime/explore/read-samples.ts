import { isJsonList, isJsonObject, type Json } from '../../model/json.ts';
import type { ReadPlace } from '../../expression/syntax/read-places.ts';

/** The sample with something at each place below `prefix` that expressions read inside of its lists. */
export function withReadPlaces(sample: Json, prefix: string, places: readonly ReadPlace[]): Json {
  const names = prefix.split('.');
  return places.filter((place) => names.every((name, at) => place[at] === name)).reduce((filled, place) => withPlace(filled, place.slice(names.length)), sample);
}

function withPlace(value: Json | undefined, place: ReadPlace): Json {
  const [step, ...rest] = place;
  // A number is what is calculated with, and can be shown as a text.
  if (step === undefined) return value ?? 1;
  if (typeof step === 'string') {
    if (value !== undefined && !isJsonObject(value)) return value;
    return { ...value, [step]: withPlace(value?.[step], rest) };
  }
  if (value !== undefined && !isJsonList(value)) return value;
  const items = value ?? [];
  const filled = Array.from({ length: Math.max(items.length, step + 1) }, (_, at) => items[at] ?? items[0] ?? {});
  return filled.map((item, at) => (at === step ? withPlace(item, rest) : item));
}
