import { canonicalJson } from './canonical-json.ts';
import { Sha256 } from './ids.ts';
import type { JsonObject } from './json.ts';
import { sha256Hex } from './sha256.ts';

/** Fields of a definition that people read and runs do not: no part of its meaning. */
export const beside: readonly string[] = ['layout', 'canvasNotes', 'about', 'notes', 'tests'];

/** What of a definition decides what a run does, as the bytes its address is made of. */
export function definitionMeaning(definition: JsonObject): { readonly hash: Sha256; readonly bytes: Uint8Array } {
  const meaning = Object.fromEntries(Object.entries(definition).filter(([field]) => !beside.includes(field)));
  const bytes = new TextEncoder().encode(canonicalJson(meaning));
  return { hash: Sha256.parse(sha256Hex(bytes)), bytes };
}

/** Equal for definitions that run alike, wherever their nodes stand on the canvas. */
export function definitionHash(definition: JsonObject): Sha256 {
  return definitionMeaning(definition).hash;
}
