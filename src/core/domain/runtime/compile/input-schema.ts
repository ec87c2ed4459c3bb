import { isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

/** What a file is once it is pinned to a run. */
const pinnedFile: JsonObject = {
  type: 'object',
  required: ['name', 'sha256', 'bytes', 'mediaType'],
  properties: { name: { type: 'string' }, sha256: { type: 'string' }, bytes: { type: 'number' }, mediaType: { type: 'string' } },
};

/** The schema of a run's inputs as the engine sees them: where a person names a file, the run holds what it is pinned to. */
export function pinnedInputSchema(schema: JsonObject): JsonObject {
  const replace = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(replace);
    if (!isJsonObject(value)) return value;
    if (value['format'] === 'file') return pinnedFile;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, replace(part)]));
  };
  return Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, replace(part)]));
}

/** Defaults of the top-level inputs that have one. */
export function inputDefaults(schema: JsonObject): JsonObject {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return {};
  return Object.fromEntries(Object.entries(properties).flatMap(([name, property]) => (isJsonObject(property) && property['default'] !== undefined ? [[name, property['default']] as const] : [])));
}
