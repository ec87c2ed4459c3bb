import { isJsonObject, type Json, type JsonObject, ownValue } from '../domain/model/json.ts';
import { sameJson } from '../domain/model/same-json.ts';

/** What a layer says: a JSON merge patch (RFC 7386) over the layers below. Lists count whole, `null` takes away. */
export type Patch = JsonObject;

/** The value with the patch laid over it. */
export function patched(below: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map(isJsonObject(below) ? Object.entries(below) : []);
  for (const [key, said] of Object.entries(patch)) {
    if (said === null) merged.delete(key);
    else merged.set(key, patched(merged.get(key), said));
  }
  return Object.fromEntries(merged);
}

/** What must be said over `below` to arrive at `wanted`; what `earlier` said and still holds is said again. */
export function patchBetween(below: JsonObject, wanted: JsonObject, earlier: Patch = {}): Patch {
  const patch = new Map<string, Json>();
  for (const key of new Set([...Object.keys(below), ...Object.keys(wanted)])) {
    const [under, goal, said] = [ownValue(below, key), ownValue(wanted, key), ownValue(earlier, key)];
    if (goal === undefined) patch.set(key, null);
    else if (isJsonObject(goal)) {
      const inner = patchBetween(isJsonObject(under) ? under : {}, goal, isJsonObject(said) ? said : {});
      if (Object.keys(inner).length > 0 || !isJsonObject(under)) patch.set(key, inner);
    } else if (!sameJson(under, goal) || sameJson(said, goal)) patch.set(key, goal);
  }
  return Object.fromEntries(patch);
}

/** `wanted`, where a place shows what `shown` shows there and `own` does not: nobody changed it, so that it stays `own`. */
export function withoutCovered(wanted: JsonObject, shown: Json | undefined, own: Json | undefined): JsonObject {
  const [over, under] = [isJsonObject(shown) ? shown : {}, isJsonObject(own) ? own : {}];
  const kept = new Map<string, Json>();
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(under)])) {
    const [goal, above, mine] = [ownValue(wanted, key), ownValue(over, key), ownValue(under, key)];
    if (isJsonObject(goal)) kept.set(key, withoutCovered(goal, above, mine));
    else {
      const value = sameJson(goal, above) ? mine : goal;
      if (value !== undefined) kept.set(key, value);
    }
  }
  return Object.fromEntries(kept);
}

/** The value with something else at a path, or with nothing there. */
export function withValueAt(value: JsonObject, [key = '', ...rest]: readonly string[], wanted: Json | undefined): JsonObject {
  const { [key]: _, ...others } = value;
  const at = ownValue(value, key);
  const next = rest.length === 0 ? wanted : withValueAt(isJsonObject(at) ? at : {}, rest, wanted);
  return next === undefined ? others : { ...others, [key]: next };
}

/** The innermost places a patch speaks of, by dotted path. */
export function pathsOf(patch: Json | undefined, path: string): readonly string[] {
  if (!isJsonObject(patch) || Object.keys(patch).length === 0) return patch === undefined ? [] : [path];
  return Object.entries(patch).flatMap(([key, said]) => pathsOf(said, path === '' ? key : `${path}.${key}`));
}

/** What stands at a path; nothing where the way ends before it. */
export function valueAt(value: Json | undefined, path: readonly string[]): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return isJsonObject(value) && Object.hasOwn(value, key) ? valueAt(value[key], rest) : undefined;
}

/** One patch that says what both say, `later` where they disagree. A field must not be a value in one and an object in the other. */
export function patchOver(earlier: Patch, later: Patch): Patch {
  const both = new Map(Object.entries(earlier));
  for (const [key, said] of Object.entries(later)) {
    const before = both.get(key);
    both.set(key, isJsonObject(said) && isJsonObject(before) ? patchOver(before, said) : said);
  }
  return Object.fromEntries(both);
}
