import { isJsonObject, type Json } from './json.ts';

/** The hash in the place of a value: of lists, objects and long texts that were read, the journal keeps no more. */
export function hashInstead(value: Json): string | undefined {
  if (!isJsonObject(value) || Object.keys(value).length !== 1) return undefined;
  const { sha256 } = value;
  return typeof sha256 === 'string' ? sha256 : undefined;
}
