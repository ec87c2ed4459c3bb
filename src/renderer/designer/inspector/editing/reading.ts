import { isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';

/** The same one each time: what asks for it is not drawn again for nothing. */
const nothing: JsonObject = {};

/** A member that should be an object; an empty one where it is none. */
export function objectIn(object: JsonObject, field: string): JsonObject {
  const value: Json | undefined = object[field];
  return isJsonObject(value) ? value : nothing;
}

export function textOf(object: JsonObject, field: string): string {
  const value = object[field];
  return typeof value === 'string' ? value : '';
}

/** Words separated by commas. */
export function readTags(text: string): readonly string[] | undefined {
  const tags = [...new Set(text.split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''))];
  return tags.length === 0 ? undefined : tags;
}

export function tagsText(value: Json | undefined): string {
  return Array.isArray(value) ? value.map(String).join(', ') : '';
}
