import { celList, celMap, isCelList, isCelMap } from '@bufbuild/cel';
import type { CelInput, CelList, CelMap, CelUint, CelValue } from '@bufbuild/cel';
import type { Json, JsonObject } from '../model/json.ts';
import { isJsonObject } from '../model/json.ts';
import { durationText, isDuration, isTimestamp, timestampText } from './cel-time.ts';

/** What the language knows, by the names `type()` gives. */
type Kind = 'null' | 'bool' | 'number' | 'string' | 'list' | 'map' | 'timestamp' | 'duration' | 'unknown';

export function kindOf(value: CelValue): Kind {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  if (isCelList(value)) return 'list';
  if (isCelMap(value)) return 'map';
  if (isTimestamp(value)) return 'timestamp';
  return isDuration(value) ? 'duration' : 'unknown';
}

/** Deeper values are refused at the edges, so that no walk over them can exhaust the stack. */
export const deepest = 100;

/** The JSON that a list or map was made from; what an expression only hands on is given back as it came. */
const origins = new WeakMap<CelList | CelMap, Json>();

/** The JSON value as the language sees it. Maps are converted where they are read, not as a whole. */
export function toCelInput(value: Json, depth = 0): CelInput {
  if (depth > deepest) throw new Error(`a list is nested deeper than ${deepest} levels`);
  if (isJsonObject(value)) return remember(celMap(new JsonMap(value)), value);
  if (isJsonList(value)) return remember(celList(value.map((item) => toCelInput(item, depth + 1))), value);
  return value;
}

/** The untouched JSON behind a list or map from the scope; undefined for what the expression built. */
export function originOf(value: CelValue): Json | undefined {
  return isCelList(value) || isCelMap(value) ? origins.get(value) : undefined;
}

/**
 * The value as JSON: timestamps and durations as their texts, -0 as 0. `count` is told the length of what is written
 * before it is written, and stops a value whose parts are shared a million times by throwing.
 */
export function toJson(value: CelValue, count: (length: number) => void, depth = 0): Json {
  if (depth > deepest) throw new Error(`the value is nested deeper than ${deepest} levels`);
  if (typeof value === 'string') return counted(value, count);
  if (typeof value === 'number') return countedNumber(value, count);
  if (value === null || typeof value === 'boolean') {
    count(5);
    return value;
  }
  if (isCelList(value)) {
    count(2 + value.size);
    return Array.from(value, (item) => toJson(item, count, depth + 1));
  }
  if (isCelMap(value)) {
    count(2 + value.size);
    return Object.fromEntries(Array.from(value, ([key, member]) => [counted(keyText(key), count), toJson(member, count, depth + 1)]));
  }
  if (isTimestamp(value)) return counted(timestampText(value), count);
  if (isDuration(value)) return counted(durationText(value), count);
  throw new Error('the value has no JSON form');
}

/** Keys in the order of their UTF-16 code units, whatever order they were set in: loops over a map must not depend on it. */
export function sortedKeys(map: CelMap): readonly string[] {
  return Array.from(map.keys(), keyText).toSorted((left, right) => (left < right ? -1 : 1));
}

/** The expression is rewritten so that no map gets another kind of key. */
function keyText(key: MapKey): string {
  if (typeof key !== 'string') throw new Error('a map has a key that is not a string');
  return key;
}

function counted(text: string, count: (length: number) => void): string {
  count(text.length + 2);
  if (!text.isWellFormed()) throw new Error('a text holds half of a surrogate pair');
  return text;
}

function countedNumber(value: number, count: (length: number) => void): number {
  if (!Number.isFinite(value)) throw new Error('the result is not a finite number');
  count(String(value).length);
  return value === 0 ? 0 : value;
}

function remember<Value extends CelList | CelMap>(value: Value, origin: Json): Value {
  origins.set(value, origin);
  return value;
}

/** `Array.isArray` does not narrow a readonly list. */
function isJsonList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

type MapKey = bigint | string | boolean | CelUint;

/**
 * A JSON object as the map that CEL reads: own members only, so that `constructor` and `__proto__` are data or nothing,
 * each converted when it is first read.
 */
class JsonMap implements ReadonlyMap<MapKey, CelInput> {
  readonly #source: JsonObject;
  readonly #members = new Map<string, CelInput>();

  constructor(source: JsonObject) {
    this.#source = source;
  }

  get size(): number {
    return Object.keys(this.#source).length;
  }

  get(key: MapKey): CelInput | undefined {
    if (typeof key !== 'string' || !Object.hasOwn(this.#source, key)) return undefined;
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const value = this.#source[key];
    if (value === undefined) return undefined;
    const member = toCelInput(value);
    this.#members.set(key, member);
    return member;
  }

  has(key: MapKey): boolean {
    return this.get(key) !== undefined;
  }

  entries(): MapIterator<[MapKey, CelInput]> {
    return this.#whole().entries();
  }

  keys(): MapIterator<MapKey> {
    return new Map<MapKey, null>(Object.keys(this.#source).map((key) => [key, null])).keys();
  }

  values(): MapIterator<CelInput> {
    return this.#whole().values();
  }

  forEach(visit: (value: CelInput, key: MapKey, map: ReadonlyMap<MapKey, CelInput>) => void): void {
    for (const [key, value] of this.#whole()) visit(value, key, this);
  }

  [Symbol.iterator](): MapIterator<[MapKey, CelInput]> {
    return this.entries();
  }

  #whole(): Map<MapKey, CelInput> {
    const whole = new Map<MapKey, CelInput>();
    for (const key of Object.keys(this.#source)) {
      const member = this.get(key);
      if (member !== undefined) whole.set(key, member);
    }
    return whole;
  }
}
