import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';

/** A config with the same texts, but without what its templates read of a workflow that is not this one. */
export function withoutReads(config: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(config).map(([field, value]) => [field, plain(value)]));
}

function plain(value: Json): Json {
  if (typeof value === 'string') return value.replaceAll(/\s*\{\{.*?\}\}/gsu, '');
  if (isJsonList(value)) return value.map(plain);
  return isJsonObject(value) ? withoutReads(value) : value;
}
