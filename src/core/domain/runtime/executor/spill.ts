import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import { Sha256 } from '../../model/ids.ts';
import { sha256Hex } from '../../model/sha256.ts';
import type { BlobWrite } from '../../ports/blob-store.ts';

/**
 * Keeps large values out of rows: a value over 1 KiB is stored once, by its address, and a marker stands in its place.
 * This is storage only. What the engine folds is always the value itself, and a spilled text comes back a text.
 */
const spillOverBytes = 1024;
const marker = '$spilled';
export const spilledMediaType = 'application/json';

interface Measured {
  readonly value: Json;
  /** At most so many, written. */
  readonly bytes: number;
  /** What is stored elsewhere of it. */
  readonly blobs: readonly BlobWrite[];
}

const noBlobs: readonly never[] = [];
const encoder = new TextEncoder();
/** Values are immutable and shared between states, so that what was measured once stays measured: with its large parts replaced, … */
const partsKnown = new WeakMap<object, Measured>();
/** … and itself replaced where that is still too large. */
const wholesKnown = new WeakMap<object, Measured>();

/** The value with its large parts replaced by markers; their bytes are added to `blobs`. */
export function spill(value: Json, blobs: Map<string, BlobWrite>): Json {
  return fits(value, spillOverBytes) >= 0 ? value : collected(measure(value), blobs);
}

/** The object with its fields spilled one by one, itself kept in place. */
export function spillFields(object: JsonObject, blobs: Map<string, BlobWrite>): JsonObject {
  for (const name in object) {
    if (name !== marker && fits(object[name] ?? null, spillOverBytes) >= 0) continue;
    const spilled = collected(Object.hasOwn(object, marker) ? measure(object) : measureParts(object), blobs);
    return isJsonObject(spilled) ? spilled : object;
  }
  return object;
}

function collected({ value, blobs: found }: Measured, blobs: Map<string, BlobWrite>): Json {
  for (const blob of found) blobs.set(blob.sha256, blob);
  return value;
}

/**
 * How many of the bytes are left when the value is written; negative when it may need more, or has to be looked at. Nearly
 * every value is small, and is seen to be small without a copy and without an encoder.
 */
function fits(value: Json, bytes: number): number {
  // Six bytes are the most a unit of text can need: so JSON escapes a control character.
  if (typeof value === 'string') return bytes - value.length * 6 - 2;
  if (typeof value !== 'object' || value === null) return bytes - 24;
  let left = bytes - 2;
  if (!isJsonObject(value)) {
    for (const item of value) {
      left = fits(item, left - 1);
      if (left < 0) return left;
    }
    return left;
  }
  for (const name in value) {
    if (name === marker) return -1;
    left = fits(value[name] ?? null, left - name.length * 6 - 4);
    if (left < 0) return left;
  }
  return left;
}

function measure(value: Json): Measured {
  if (typeof value === 'string') return measureText(value);
  if (typeof value !== 'object' || value === null) return { value, bytes: String(value).length, blobs: noBlobs };
  const known = wholesKnown.get(value);
  if (known !== undefined) return known;
  const parts = measureParts(value);
  // Data that looks like a marker is spilled whatever its size, so that reading back cannot mistake it for one.
  const isLarge = parts.bytes > spillOverBytes || Object.hasOwn(value, marker);
  const whole = isLarge ? replaced(encoder.encode(JSON.stringify(parts.value)), parts.blobs) : parts;
  wholesKnown.set(value, whole);
  return whole;
}

/** What JSON writes as it stands, a byte a character. */
const plainText = /^[ !#-[\]-~]*$/;

function measureText(text: string): Measured {
  if (text.length <= spillOverBytes - 2 && plainText.test(text)) return { value: text, bytes: text.length + 2, blobs: noBlobs };
  const bytes = encoder.encode(JSON.stringify(text));
  return bytes.length <= spillOverBytes ? { value: text, bytes: bytes.length, blobs: noBlobs } : replaced(bytes, noBlobs);
}

function measureParts(value: readonly Json[] | JsonObject): Measured {
  const known = partsKnown.get(value);
  if (known !== undefined) return known;
  const blobs: BlobWrite[] = [];
  let bytes = 2;
  const part = (child: Json): Json => {
    const result = measure(child);
    for (const blob of result.blobs) blobs.push(blob);
    bytes += result.bytes + 1;
    return result.value;
  };
  const field = ([name, child]: readonly [string, Json]): readonly [string, Json] => {
    bytes += name.length * 3 + 3;
    return [name, part(child)];
  };
  const copy = isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(field)) : value.map(part);
  const parts = { value: copy, bytes, blobs };
  partsKnown.set(value, parts);
  return parts;
}

function replaced(bytes: Uint8Array, inner: readonly BlobWrite[]): Measured {
  const sha256 = Sha256.parse(sha256Hex(bytes));
  return { value: { [marker]: sha256, bytes: bytes.length }, bytes: 96, blobs: [...inner, { sha256, mediaType: spilledMediaType, bytes }] };
}

/** The value as it was before {@link spill}; `read` gives the bytes at an address. */
export async function restoreSpilled(value: Json, read: (sha256: Sha256) => Promise<Uint8Array>): Promise<Json> {
  if (!holdsSpilled(value) || typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) return Promise.all(value.map((item) => restoreSpilled(item, read)));
  const address = value[marker];
  if (address === undefined) return await restoreFields(value, read);
  const stored = parsedOf(await read(Sha256.parse(address)));
  // Only what was spilled inside is a marker; the stored value itself may be data that looks like one.
  return restoreParts(stored, read);
}

/** Bytes that are read for many runs at once are parsed for them once; what states hold is never changed in place. */
const parsed = new WeakMap<Uint8Array, { readonly value: Json }>();

function parsedOf(bytes: Uint8Array): Json {
  const known = parsed.get(bytes) ?? { value: JSON.parse(new TextDecoder().decode(bytes)) as Json };
  parsed.set(bytes, known);
  return known.value;
}

/** Whether a large value stands as its address anywhere in it. Most of what is read holds none, and is handed back as it is. */
export function holdsSpilled(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (!isJsonObject(value)) return value.some(holdsSpilled);
  for (const name in value) if (name === marker || holdsSpilled(value[name] ?? null)) return true;
  return false;
}

async function restoreParts(stored: Json, read: (sha256: Sha256) => Promise<Uint8Array>): Promise<Json> {
  if (typeof stored !== 'object' || stored === null) return stored;
  if (!isJsonObject(stored)) return Promise.all(stored.map((item) => restoreSpilled(item, read)));
  return await restoreFields(stored, read);
}

/** Most fields hold nothing large, and waiting for each of them takes longer than what is read. */
async function restoreFields(object: JsonObject, read: (sha256: Sha256) => Promise<Uint8Array>): Promise<JsonObject> {
  const names = Object.keys(object).filter((name) => holdsSpilled(object[name] ?? null));
  if (names.length === 0) return object;
  const restored = { ...object };
  const values = await Promise.all(names.map((name) => restoreSpilled(object[name] ?? null, read)));
  // Defined and not assigned: a name may be that of the prototype.
  for (const [at, name] of names.entries()) Object.defineProperty(restored, name, { value: values[at] });
  return restored;
}
