import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { sameJson } from '../same-json.ts';

/** A value as three sides have it; a side that has none is absent. */
export interface ThreeSides<Value> {
  readonly base?: Value;
  readonly ours?: Value;
  readonly theirs?: Value;
}

/** A field both sides changed, each in its own way. */
export interface FieldConflict {
  readonly path: readonly string[];
  readonly sides: ThreeSides<Json>;
}

/**
 * Merges fields down to the smallest ones that differ: what one side left alone is as the other has it. A list is one
 * field. Where both changed a field it is as `ours` has it, and stands among the conflicts.
 */
export function mergeFields({ base, ours, theirs }: { readonly base: JsonObject; readonly ours: JsonObject; readonly theirs: JsonObject }): { readonly fields: JsonObject; readonly conflicts: readonly FieldConflict[] } {
  const conflicts: FieldConflict[] = [];
  return { fields: mergeObjects({ base, ours, theirs }, [], conflicts), conflicts };
}

function mergeObjects({ base, ours, theirs }: Required<ThreeSides<JsonObject>>, path: readonly string[], conflicts: FieldConflict[]): JsonObject {
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  const merged = [...keys].flatMap((key) => {
    const value = mergeValues(valuesAt(key, { base, ours, theirs }), [...path, key], conflicts);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(merged);
}

function valuesAt(key: string, objects: Required<ThreeSides<JsonObject>>): ThreeSides<Json> {
  // A key such as `constructor` is a field only where somebody wrote it.
  const present = Object.entries(objects).filter(([, object]) => Object.hasOwn(object, key));
  return Object.fromEntries(present.map(([side, object]) => [side, object[key]]));
}

function mergeValues(sides: ThreeSides<Json>, path: readonly string[], conflicts: FieldConflict[]): Json | undefined {
  const { base, ours, theirs } = sides;
  if (sameJson(ours, theirs) || sameJson(base, theirs)) return ours;
  if (sameJson(base, ours)) return theirs;
  if (isJsonObject(ours) && isJsonObject(theirs)) return mergeObjects({ base: isJsonObject(base) ? base : {}, ours, theirs }, path, conflicts);
  conflicts.push({ path, sides });
  return ours;
}
