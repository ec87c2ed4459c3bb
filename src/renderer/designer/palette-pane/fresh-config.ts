import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../core/domain/operations/catalogue.ts';

/**
 * With what config a new part of a kind begins: of its example what has to be given and can stay, which is words and
 * numbers. Names, paths, addresses and expressions are of a workflow that is not this one, as is what templates read.
 */
export function freshConfig({ config, example }: Pick<CatalogueEntry, 'config' | 'example'>): JsonObject {
  const required: readonly Json[] = isJsonList(config['required']) ? config['required'] : [];
  return Object.fromEntries(Object.entries(example).flatMap(([field, value]) => {
    const kept = required.includes(field) ? freshValue(value, schemaOf(config, field)) : undefined;
    return kept === undefined ? [] : [[field, kept] as const];
  }));
}

function freshValue(value: Json, schema: JsonObject): Json | undefined {
  if (isJsonList(value)) return typeof schema['minItems'] === 'number' && schema['minItems'] > 0 ? undefined : [];
  if (isJsonObject(value)) return undefined;
  if (typeof value !== 'string' || isJsonList(schema['enum'])) return value;
  if (schema['format'] === 'expression') return undefined;
  const text = value.replaceAll(/\s*\{\{.*?\}\}/gsu, '');
  return /\s/u.test(text.trim()) ? text : undefined;
}

function schemaOf({ properties }: JsonObject, field: string): JsonObject {
  const schema = isJsonObject(properties) ? properties[field] : undefined;
  return isJsonObject(schema ?? null) ? (schema as JsonObject) : {};
}
