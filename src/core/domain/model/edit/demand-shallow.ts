import { AppError } from '../errors.ts';
import { isJsonList, isJsonObject, type Json } from '../json.ts';
import { deepestJson } from '../normal-json.ts';

/** Refuses what nests deeper than a draft can hold, wherever an edit has put it. What the edit left alone is not looked at. */
export function demandShallow(before: Json | undefined, after: Json, depth = 0): void {
  if (before === after || typeof after !== 'object' || after === null) return;
  if (depth >= deepestJson) throw new AppError('input_invalid', `What is put there is nested too deep: a draft holds ${deepestJson} levels.`, { next: 'Put it where less stands around it, or make it flatter.' });
  if (isJsonList(after)) {
    const list = isJsonList(before) ? before : [];
    for (const [at, item] of after.entries()) demandShallow(list[at], item, depth + 1);
    return;
  }
  if (!isJsonObject(after)) return;
  const object = isJsonObject(before) ? before : {};
  for (const [name, item] of Object.entries(after)) demandShallow(Object.hasOwn(object, name) ? object[name] : undefined, item, depth + 1);
}
