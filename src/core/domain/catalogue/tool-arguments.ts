import type { JsonObject } from '../model/json.ts';
import { isSchema } from './json-schema.ts';

/** Why no agent can use a tool whose arguments are described so; undefined where it can. */
export function schemaProblem(parameters: JsonObject): string | undefined {
  if (parameters['type'] !== 'object') return 'Its arguments are described as no JSON object.';
  if (!isSchema(parameters)) return 'Its arguments are described by a JSON Schema that cannot be used here: it refers outside of itself or to itself without end, or is no JSON Schema 2020-12.';
  return undefined;
}
