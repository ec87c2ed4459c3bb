import { canonicalJson } from './canonical-json.ts';
import { isJsonList, isJsonObject, type Json, ownValue } from './json.ts';

/** One place where two values differ; a side without a value there has none. */
export type FieldDiff = { readonly path: string; readonly before?: Json; readonly after?: Json };

/** Every innermost place where two values differ, by dotted path; nothing where they are equal. */
export function fieldDiff(before: Json | undefined, after: Json | undefined, path = ''): readonly FieldDiff[] {
  if (before === undefined || after === undefined) return before === after ? [] : [side(path, { before, after })];
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
    return names.flatMap((name) => fieldDiff(ownValue(before, name), ownValue(after, name), path === '' ? name : `${path}.${name}`));
  }
  if (isJsonList(before) && isJsonList(after)) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, at) => fieldDiff(before[at], after[at], `${path}[${at}]`)).flat();
  }
  return canonicalJson(before) === canonicalJson(after) ? [] : [side(path, { before, after })];
}

function side(path: string, { before, after }: { readonly before: Json | undefined; readonly after: Json | undefined }): FieldDiff {
  return { path, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}
