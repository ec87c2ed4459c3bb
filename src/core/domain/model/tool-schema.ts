import { canonicalJson } from './canonical-json.ts';
import type { JsonObject } from './json.ts';
import { sha256Hex } from './sha256.ts';

/** A tool as its server describes it. */
export interface ServedTool {
  readonly name: string;
  readonly description: string;
  /** JSON Schema 2020-12 of its arguments. */
  readonly parameters: JsonObject;
}

/** Changes with anything a model is told of the tool: what was offered to it is what is called, or nothing. */
export function toolHash({ name, description, parameters }: ServedTool): string {
  return sha256Hex(canonicalJson({ name, description, parameters }));
}
