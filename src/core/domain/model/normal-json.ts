import { AppError } from './errors.ts';
import type { Json } from './json.ts';

/** Deeper than any value a workflow handles, shallow enough for every walk over it. */
export const deepestJson = 200;

/** Where in a value JSON stops, and why. */
export interface JsonFault {
  readonly path: readonly (string | number)[];
  readonly reason: string;
}

type Place = { readonly key: string | number; readonly parent: Place } | undefined;

/** Thrown within the walk only: the place is told once, by whoever asked. */
class Fault extends Error {
  readonly fault: JsonFault;
  constructor(place: Place, reason: string) {
    super(reason);
    this.fault = { path: pathOf(place), reason };
  }
}

/**
 * The value as JSON writes and reads it: finite numbers, −0 as 0, well-formed texts, no field that is undefined. What is
 * folded is then what the journal gives back. A value that is so already is answered itself; one that JSON would change in
 * its meaning is refused with `input_invalid`, the place named.
 */
export function normalJson(value: unknown): Json {
  const read = readJson(value);
  if (read.fault === undefined) return read.value;
  const { path, reason } = read.fault;
  throw new AppError('input_invalid', `The value at ${shownPath(path)} ${reason}.`, {
    next: 'Give a value made of null, booleans, finite numbers, well-formed texts, lists and objects.',
  });
}

/** As {@link normalJson}, for callers with words of their own for what is refused. */
export function readJson(value: unknown): { readonly value: Json; readonly fault?: undefined } | { readonly fault: JsonFault } {
  try {
    return { value: normal(value, undefined, 0) };
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fault };
    throw error;
  }
}

function normal(value: unknown, place: Place, depth: number): Json {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new Fault(place, 'holds half of a surrogate pair');
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new Fault(place, `is the number ${value}, which JSON cannot write`);
      return value === 0 ? 0 : value;
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return value;
      if (depth >= deepestJson) throw new Fault(place, `is nested deeper than ${deepestJson} levels`);
      if (Array.isArray(value)) return normalList(value, place, depth + 1);
      if (isPlain(value)) return normalObject(value, place, depth + 1);
      throw new Fault(place, 'is neither a plain object nor a list');
    default:
      throw new Fault(place, value === undefined ? 'is undefined' : `is a ${typeof value}`);
  }
}

function normalList(list: readonly unknown[], parent: Place, depth: number): Json {
  let changed: Json[] | undefined;
  for (let at = 0; at < list.length; at += 1) {
    const item = normal(list[at], { key: at, parent }, depth);
    if (!Object.is(item, list[at])) changed ??= list.slice(0, at) as Json[];
    changed?.push(item);
  }
  return changed ?? (list as readonly Json[]);
}

function normalObject(object: { readonly [key: string]: unknown }, parent: Place, depth: number): Json {
  let changed: [string, Json][] | undefined;
  const keys = Object.keys(object);
  for (const [at, key] of keys.entries()) {
    if (!key.isWellFormed()) throw new Fault(parent, 'has a field whose name holds half of a surrogate pair');
    const given = object[key];
    const field = given === undefined ? undefined : normal(given, { key, parent }, depth);
    if (!Object.is(field, given) || given === undefined) changed ??= keys.slice(0, at).map((name) => [name, object[name] as Json]);
    if (field !== undefined) changed?.push([key, field]);
  }
  return changed === undefined ? (object as { readonly [key: string]: Json }) : Object.fromEntries(changed);
}

/** Of any realm: its prototype is none, or one that has none itself. */
function isPlain(value: object): value is { readonly [key: string]: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
}

function pathOf(place: Place): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.parent) path.unshift(at.key);
  return path;
}

function shownPath(path: readonly (string | number)[]): string {
  const whole = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return whole.length > 200 ? `$${whole.slice(0, 200).toWellFormed()}…` : `$${whole}`;
}
