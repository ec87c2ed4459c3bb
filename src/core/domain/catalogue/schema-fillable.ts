import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { contradictionsOf } from './schema-contradictions.ts';
import { kindsOf, type ValueKind, valueKinds } from './schema-types.ts';

type Kinds = ReadonlySet<ValueKind>;

const every: Kinds = new Set(valueKinds);
const none: Kinds = new Set();

/** Deeper parts are taken for ones that values fit. */
const mostDeep = 200;

/**
 * A reading of which kinds of values can still fit a part of a schema. What it leaves out fits for certain in no way; what
 * it leaves in may yet fit in none, as references are not followed. It reads every part once.
 */
export function readFillable(): (part: Json | undefined) => Kinds {
  const known = new Map<JsonObject, Kinds>();
  const read = (part: Json | undefined, depth: number): Kinds => {
    if (part === false) return none;
    if (!isJsonObject(part) || depth > mostDeep) return every;
    const kinds = known.get(part) ?? kindsLeft(part, (inside) => read(inside, depth + 1));
    known.set(part, kinds);
    return kinds;
  };
  return (part) => read(part, 0);
}

function kindsLeft(part: JsonObject, read: (inside: Json | undefined) => Kinds): Kinds {
  const ruledOut = contradictionsOf(part).filter(({ fault }) => fault.kind === 'nothing_fits').map(({ kind }) => kind);
  if (ruledOut.includes('value')) return none;
  const { allOf } = part;
  const choices = ['anyOf', 'oneOf'].flatMap((word) => (isJsonList(part[word]) && part[word].length > 0 ? [unionOf(part[word].map(read))] : []));
  const branches = part['if'] === undefined ? [] : [unionOf([read(part['then']), read(part['else'])])];
  const demanded = [...(isJsonList(allOf) ? allOf.map(read) : []), ...choices, ...branches];
  const isEmpty = (inside: Json | undefined): boolean => read(inside).size === 0;
  return new Set([...kindsOf(part)].filter((kind) => !ruledOut.includes(kind) && demanded.every((kinds) => kinds.has(kind)) && !demandedInside(part, kind).some(isEmpty)));
}

function unionOf(all: readonly Kinds[]): Kinds {
  return new Set(all.flatMap((kinds) => [...kinds]));
}

/** The parts whose values have to be there in a value of a kind. */
function demandedInside({ required, properties, items, prefixItems, minItems, contains, minContains }: JsonObject, kind: ValueKind): readonly Json[] {
  if (kind === 'object') return isJsonList(required) && isJsonObject(properties) ? required.flatMap((name) => (typeof name === 'string' && Object.hasOwn(properties, name) ? [properties[name] ?? true] : [])) : [];
  if (kind !== 'list') return [];
  const least = typeof minItems === 'number' ? minItems : 0;
  const first = isJsonList(prefixItems) ? prefixItems : [];
  return [...first.slice(0, least), ...(least > first.length && items !== undefined ? [items] : []), ...(contains !== undefined && minContains !== 0 ? [contains] : [])];
}

const applied: ReadonlySet<string | number> = new Set(['allOf', 'anyOf', 'oneOf', 'then', 'else']);

/** Whether a part inside of one that nothing fits has a share in that: it says of the same values, or of some that have to be there. */
export function isDemanded(part: JsonObject, word: string, inside: Json): boolean {
  return applied.has(word) || [...demandedInside(part, 'object'), ...demandedInside(part, 'list')].includes(inside);
}
