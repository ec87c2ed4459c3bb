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
  readonly bytes: number;
  readonly blobs: readonly BlobWrite[];
}

const encoder = new TextEncoder();
/** Values are immutable and shared between states, so that what was measured once stays measured. */
const measured = new WeakMap<object, Measured>();
const measuredFields = new WeakMap<object, ReturnType<typeof measureFields>>();

/** The value with its large parts replaced by markers; their bytes are added to `blobs`. */
export function spill(value: Json, blobs: Map<string, BlobWrite>): Json {
  const result = measure(value);
  for (const blob of result.blobs) blobs.set(blob.sha256, blob);
  return result.value;
}

/** The object with its fields spilled one by one, itself kept in place. */
export function spillFields(object: JsonObject, blobs: Map<string, BlobWrite>): JsonObject {
  const known = measuredFields.get(object);
  const result = known ?? measureFields(object);
  if (known === undefined) measuredFields.set(object, result);
  for (const blob of result.blobs) blobs.set(blob.sha256, blob);
  return result.value;
}

function measureFields(object: JsonObject): { readonly value: JsonObject; readonly blobs: readonly BlobWrite[] } {
  const found = new Map<string, BlobWrite>();
  const value = Object.fromEntries(Object.entries(object).map(([name, field]) => [name, spill(field, found)]));
  return { value, blobs: [...found.values()] };
}

function measure(value: Json): Measured {
  if (typeof value === 'string') return measureText(value);
  if (typeof value !== 'object' || value === null) return { value, bytes: 8, blobs: [] };
  const known = measured.get(value);
  if (known !== undefined) return known;
  const result = replaceIfLarge(measureParts(value), Object.hasOwn(value, marker));
  measured.set(value, result);
  return result;
}

function measureText(text: string): Measured {
  // Three bytes a unit is the most UTF-8 needs, so that short texts are never encoded.
  if (text.length * 3 <= spillOverBytes) return { value: text, bytes: text.length + 2, blobs: [] };
  const bytes = encoder.encode(JSON.stringify(text));
  if (bytes.length <= spillOverBytes) return { value: text, bytes: bytes.length, blobs: [] };
  return replaced(bytes, []);
}

function measureParts(value: readonly Json[] | JsonObject): Measured {
  const blobs: BlobWrite[] = [];
  let bytes = 2;
  const part = (child: Json): Json => {
    const result = measure(child);
    for (const blob of result.blobs) blobs.push(blob);
    bytes += result.bytes + 1;
    return result.value;
  };
  if (!isJsonObject(value)) return { value: value.map(part), bytes, blobs };
  const fields = Object.entries(value).map(([name, child]) => {
    bytes += name.length + 3;
    return [name, part(child)] as const;
  });
  return { value: Object.fromEntries(fields), bytes, blobs };
}

/** Data that looks like a marker is spilled whatever its size, so that reading back cannot mistake it for one. */
function replaceIfLarge(parts: Measured, looksLikeMarker: boolean): Measured {
  if (parts.bytes <= spillOverBytes && !looksLikeMarker) return parts;
  return replaced(encoder.encode(JSON.stringify(parts.value)), parts.blobs);
}

function replaced(bytes: Uint8Array, inner: readonly BlobWrite[]): Measured {
  const sha256 = Sha256.parse(sha256Hex(bytes));
  const value = { [marker]: sha256, bytes: bytes.length };
  return { value, bytes: 96, blobs: [...inner, { sha256, mediaType: spilledMediaType, bytes }] };
}

/** The value as it was before {@link spill}; `read` gives the bytes at an address. */
export async function restoreSpilled(value: Json, read: (sha256: Sha256) => Promise<Uint8Array>): Promise<Json> {
  if (typeof value !== 'object' || value === null) return value;
  if (!isJsonObject(value)) return Promise.all(value.map((item) => restoreSpilled(item, read)));
  const address = value[marker];
  if (address === undefined) {
    const fields = await Promise.all(Object.entries(value).map(async ([name, child]) => [name, await restoreSpilled(child, read)] as const));
    return Object.fromEntries(fields);
  }
  const stored = JSON.parse(new TextDecoder().decode(await read(Sha256.parse(address)))) as Json;
  // Only what was spilled inside is a marker; the stored value itself may be data that looks like one.
  return restoreParts(stored, read);
}

async function restoreParts(stored: Json, read: (sha256: Sha256) => Promise<Uint8Array>): Promise<Json> {
  if (typeof stored !== 'object' || stored === null) return stored;
  if (!isJsonObject(stored)) return Promise.all(stored.map((item) => restoreSpilled(item, read)));
  const fields = await Promise.all(Object.entries(stored).map(async ([name, child]) => [name, await restoreSpilled(child, read)] as const));
  return Object.fromEntries(fields);
}
