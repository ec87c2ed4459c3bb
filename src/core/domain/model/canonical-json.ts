import { AppError } from './errors.ts';
import type { Json, JsonObject } from './json.ts';

/** Deeper than any document a person writes, shallow enough that no walk over a value can exhaust the stack. */
const deepest = 1000;

/**
 * The one text of a JSON value (RFC 8785, JCS): keys sorted by UTF-16 code units, numbers in their shortest form,
 * no white space. Equal values give equal texts on every machine, so the text can be hashed, compared and signed.
 * Refuses what JSON cannot carry: NaN, infinities and half surrogate pairs.
 */
export function canonicalJson(value: Json): string {
  return write(value, 0);
}

function write(value: Json, depth: number): string {
  if (depth > deepest) throw refused(`it is nested deeper than ${deepest} levels`);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return writeString(value);
  if (isList(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') return writeObject(value, depth);
  throw refused(`it holds a ${typeof value}`);
}

function writeNumber(value: number): string {
  if (!Number.isFinite(value)) throw refused(`it holds the number ${value}`);
  return JSON.stringify(value);
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw refused('a text in it holds half of a surrogate pair');
  return JSON.stringify(value);
}

function writeObject(value: JsonObject, depth: number): string {
  const members = Object.entries(value)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${writeString(key)}:${write(member, depth + 1)}`);
  return `{${members.join(',')}}`;
}

/** `Array.isArray` does not narrow a readonly list. */
function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function refused(reason: string): AppError {
  return new AppError('input_invalid', `The value has no canonical JSON form: ${reason}.`, {
    next: 'Give a value made of null, booleans, finite numbers, well-formed texts, lists and objects.',
  });
}
