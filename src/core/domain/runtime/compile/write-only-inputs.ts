import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { own } from '../../model/own.ts';

/** What a schema of inputs marks with `writeOnly`. */
export interface WriteOnlyInputs {
  /** Top-level inputs that are marked, or hold something that is, by whatever way the schema says it. */
  readonly names: readonly string[];
  /** Something is marked that has no name of its own to be known by. */
  readonly hasUnnamed: boolean;
}

/** Keywords whose schemas speak of the inputs themselves, and of inputs that have no name. */
const ofSame = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'not', 'dependentSchemas'] as const;
const ofUnnamed = ['additionalProperties', 'patternProperties', 'unevaluatedProperties'] as const;

/** Follows everything a schema of inputs is put together of. */
export function writeOnlyInputs(schema: JsonObject): WriteOnlyInputs {
  const faces = facesOf(schema, schema, new Set());
  const marks = (part: Json | undefined): boolean => part !== undefined && isMarked(schema, part, new Set());
  const named = faces.flatMap(({ properties }) => (isJsonObject(properties) ? Object.entries(properties) : [])).filter(([, property]) => marks(property));
  const hasUnnamed = faces.some((face) => face['writeOnly'] === true || ofUnnamed.some((keyword) => marks(face[keyword])));
  return { names: [...new Set(named.map(([name]) => name))], hasUnnamed };
}

/** The schema and all those in it that the same value is held against. */
function facesOf(whole: JsonObject, part: Json | undefined, seen: Set<JsonObject>): readonly JsonObject[] {
  if (isJsonList(part)) return part.flatMap((one) => facesOf(whole, one, seen));
  if (!isJsonObject(part) || seen.has(part)) return [];
  seen.add(part);
  const further = ofSame.flatMap((keyword) => (keyword === 'dependentSchemas' && isJsonObject(part[keyword]) ? Object.values(part[keyword]) : [part[keyword]]));
  return [part, ...further.flatMap((one) => facesOf(whole, one, seen)), ...facesOf(whole, referred(whole, part), seen)];
}

function isMarked(whole: JsonObject, part: Json, seen: Set<Json>): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false;
  seen.add(part);
  if (isJsonObject(part)) {
    if (part['writeOnly'] === true) return true;
    const target = referred(whole, part);
    if (target !== undefined && isMarked(whole, target, seen)) return true;
  }
  return Object.values(part).some((one: Json) => isMarked(whole, one, seen));
}

/** What a part refers to. Where that cannot be followed it may be anything in the schema. */
function referred(whole: JsonObject, part: JsonObject): Json | undefined {
  const reference = part['$ref'] ?? part['$dynamicRef'];
  if (typeof reference !== 'string') return undefined;
  if (reference !== '#' && !reference.startsWith('#/')) return whole;
  let at: Json | undefined = whole;
  for (const step of reference.split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    at = isJsonObject(at) ? own(at, name) : isJsonList(at) ? at[Number(name)] : undefined;
  }
  return at ?? whole;
}
