import { canonicalJson } from './canonical-json.ts';
import { Sha256 } from './ids.ts';
import type { JsonObject } from './json.ts';
import { sha256Hex } from './sha256.ts';

/** Fields that people read and runs do not. */
const beside: readonly string[] = ['layout', 'notes', 'tests'];

/** The address of what a definition means: two definitions with one hash run alike. Layout and notes are left out. */
export function definitionHash(definition: JsonObject): Sha256 {
  const meaning = Object.fromEntries(Object.entries(definition).filter(([field]) => !beside.includes(field)));
  return Sha256.parse(sha256Hex(new TextEncoder().encode(canonicalJson(meaning))));
}
