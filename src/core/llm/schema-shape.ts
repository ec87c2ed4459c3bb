import { isJsonObject, type Json, type JsonObject } from '../domain/model/json.ts';

const strictKeywords = new Set([
  'type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'anyOf', '$ref', '$defs', 'title', 'description', 'pattern', 'format',
  'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems',
]);

/** Whether OpenAI can hold an answer to this schema to the letter: every object closed, every property required, no other keywords. */
export function isStrictSchema(schema: JsonObject): boolean {
  return schema['type'] === 'object' && schemasIn(schema).every((part) => Object.keys(part).every((keyword) => strictKeywords.has(keyword)) && isClosed(part));
}

/** Whether an object of the schema may have properties nobody named: a vendor that closes every object would change what fits. */
export function hasOpenObject(schema: JsonObject): boolean {
  return schemasIn(schema).some((part) => {
    const { properties, additionalProperties, patternProperties } = part;
    const isObject = part['type'] === 'object' || properties !== undefined;
    return isObject && (properties === undefined || patternProperties !== undefined || (additionalProperties !== undefined && additionalProperties !== false));
  });
}

function isClosed(part: JsonObject): boolean {
  const { properties, required, additionalProperties } = part;
  if (part['type'] !== 'object' && properties === undefined) return true;
  const names = isJsonObject(properties) ? Object.keys(properties) : [];
  return additionalProperties === false && Array.isArray(required) && names.every((name) => required.includes(name));
}

/** The schema and every schema in it. */
function schemasIn(schema: Json | undefined): readonly JsonObject[] {
  if (!isJsonObject(schema)) return [];
  const named = ['properties', '$defs', 'patternProperties'].flatMap((keyword) => (isJsonObject(schema[keyword]) ? Object.values(schema[keyword]) : []));
  const listed = ['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((keyword) => (isList(schema[keyword]) ? schema[keyword] : []));
  return [schema, ...[...named, ...listed, schema['items'], schema['additionalProperties']].flatMap(schemasIn)];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
