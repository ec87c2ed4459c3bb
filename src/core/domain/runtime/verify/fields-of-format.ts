import { z } from 'zod';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

/** A config, where it stands, and whose it is. */
export interface PlacedConfig {
  readonly where: string;
  readonly config: JsonObject;
  readonly kind: { readonly config: z.ZodType } | undefined;
}

/** A value of a config whose field the kind declares with the format asked for. */
export interface FormattedField {
  readonly where: string;
  readonly value: Json;
  /** What the field stands in. */
  readonly around: JsonObject;
}

/** Fields of a format in configs, also in those of actions that an agent is granted. Which fields are is said by the schemas of the kinds. */
export function fieldsOfFormat(configs: readonly PlacedConfig[], format: string, catalogue: Catalogue): readonly FormattedField[] {
  return configs.flatMap(({ where, kind, config }) => (kind === undefined ? [] : [...fieldsIn(config, { where, schema: schemaOf(kind.config), catalogue, format })]));
}

interface Place {
  readonly catalogue: Catalogue;
  readonly where: string;
  readonly schema: Json | undefined;
  readonly format: string;
}

function* fieldsIn(value: Json, place: Place): Generator<FormattedField> {
  const { where, schema, catalogue, format } = place;
  if (!isJsonObject(schema)) return;
  for (const word of ['anyOf', 'oneOf', 'allOf']) {
    const variants = schema[word];
    if (isJsonList(variants)) for (const variant of variants) yield* fieldsIn(value, { ...place, schema: variant });
  }
  if (isJsonList(value)) for (const [at, item] of value.entries()) yield* fieldsIn(item, { ...place, where: `${where}[${at}]`, schema: schema['items'] });
  if (!isJsonObject(value)) return;
  const { properties, additionalProperties } = schema;
  for (const [field, inside] of Object.entries(value)) {
    const known = isJsonObject(properties) && Object.hasOwn(properties, field) ? properties[field] : additionalProperties;
    if (isJsonObject(known) && known['format'] === format) yield { where: `${where}.${field}`, value: inside, around: value };
    else yield* fieldsIn(inside, { ...place, where: `${where}.${field}`, schema: known });
  }
  const granted = catalogue.actions.get(typeof value['action'] === 'string' ? value['action'] : '');
  if (granted !== undefined && value['config'] !== undefined) yield* fieldsIn(value['config'], { ...place, where: `${where}.config`, schema: schemaOf(granted.config) });
}

const schemas = new WeakMap<z.ZodType, JsonObject>();

/** The schema of a kind's config, written out once. */
function schemaOf(config: z.ZodType): JsonObject {
  const known = schemas.get(config);
  if (known !== undefined) return known;
  const schema = JSON.parse(JSON.stringify(z.toJSONSchema(config, { io: 'input', unrepresentable: 'any', reused: 'inline' }))) as JsonObject;
  schemas.set(config, schema);
  return schema;
}
