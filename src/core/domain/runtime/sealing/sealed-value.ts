import { AppError } from '../../model/errors.ts';
import { decodeBase64, encodeBase64 } from '../../model/base64.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { RunSeal } from '../../ports/run-keys.ts';

/**
 * How sealed values stand in rows: a text as a text that begins with `$sealed:`, anything else as `{"$sealed": "…"}`, so
 * that what must be a text stays one. Data that looks like either is sealed whatever it is; opening cannot mistake it.
 */
const textMark = '$sealed:';
const fieldMark = '$sealed';

/** Puts something else in the place of values: their seals, or a mask. */
export interface Concealer {
  text(plain: string): string;
  value(plain: Json): Json;
}

/** Conceals values so that the run's key brings them back. What is sealed already stays: data must be {@link escaped} before. */
export function sealing(seal: RunSeal): Concealer {
  const value = (plain: Json): Json => (plain === null || isMark(plain) ? plain : sealed(plain, seal));
  return { value, text: (plain) => (isMark(plain) ? plain : `${textMark}${sealedText(plain, seal)}`) };
}

function sealed(plain: Json, seal: RunSeal): Json {
  return typeof plain === 'string' ? `${textMark}${sealedText(plain, seal)}` : { [fieldMark]: sealedText(plain, seal) };
}

function sealedText(plain: Json, seal: RunSeal): string {
  return encodeBase64(seal.seal(new TextEncoder().encode(JSON.stringify(plain))));
}

/** What doors show in the place of a sealed text. */
export const maskText = '(sealed)';

/** Conceals values for good: what doors show. */
export const masking: Concealer = {
  text: () => maskText,
  value: (plain) => (plain === null ? null : typeof plain === 'string' ? maskText : { sealed: true }),
};

/** The value with data in it that looks sealed sealed indeed; itself when there is none. */
export function escaped(value: Json, seal: RunSeal): Json {
  return replaced(value, (found) => sealed(found, seal));
}

/** The value with everything sealed in it opened. Throws `integrity` where the key does not fit. */
export function opened(value: Json, seal: RunSeal): Json {
  return replaced(value, (found) => {
    const content = contentOf(found, seal);
    // Nothing is sealed twice: what looks sealed once it is open is data.
    return isMark(content) ? content : opened(content, seal);
  });
}

/** The value with a mask in the place of everything sealed. */
export function masked(value: Json): Json {
  return replaced(value, (found) => (typeof found === 'string' ? maskText : { sealed: true }));
}

/** Whether anything sealed stands in the value. */
export function holdsSealed(value: Json): boolean {
  if (isMark(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some((part: Json) => holdsSealed(part));
}

/** The text, or a mask if it is sealed. */
export function maskedText(text: string): string {
  return isMark(text) ? maskText : text;
}

/** As {@link masked}, for an object whose fields stay where they are. */
export function maskedFields<Value extends JsonObject>(object: Value): Value {
  // Masks are texts where texts were and objects elsewhere; shapes that doors promise hold free values there.
  return masked(object) as Value;
}

function replaced(value: Json, replace: (found: Json) => Json): Json {
  if (isMark(value)) return replace(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isJsonList(value)) {
    const items = value.map((item) => replaced(item, replace));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  const fields = Object.entries(value).map(([name, field]) => [name, replaced(field, replace)] as const);
  return fields.every(([name, field]) => field === value[name]) ? value : Object.fromEntries(fields);
}

function isMark(value: Json): boolean {
  if (typeof value === 'string') return value.startsWith(textMark);
  return isJsonObject(value) && Object.hasOwn(value, fieldMark);
}

function contentOf(found: Json, seal: RunSeal): Json {
  const text = typeof found === 'string' ? found.slice(textMark.length) : isJsonObject(found) ? found[fieldMark] : undefined;
  if (typeof text !== 'string') throw unreadable();
  return JSON.parse(new TextDecoder().decode(seal.open(bytesOf(text)))) as Json;
}

function bytesOf(text: string): Uint8Array {
  try {
    return decodeBase64(text);
  } catch {
    throw unreadable();
  }
}

function unreadable(): AppError {
  return new AppError('integrity', 'A sealed value of the run is damaged.', { next: 'Restore the data directory from a backup.' });
}
