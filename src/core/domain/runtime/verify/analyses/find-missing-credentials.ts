import { z } from 'zod';
import type { Catalogue } from '../../../catalogue/catalogue.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../model/json.ts';
import { knownNames } from '../../../model/finding-data.ts';
import { present } from '../../../model/present.ts';
import type { Analysis, CredentialName, Draft } from '../analysis.ts';
import { nearestName } from '../nearest-name.ts';

/** A config, where it stands, and whose it is. */
export interface PlacedConfig {
  readonly where: string;
  readonly config: JsonObject;
  readonly kind: { readonly config: z.ZodType } | undefined;
}

/** The keys of the vault that configs name. Which fields name one is said by the schemas of the kinds. */
export function credentialsIn(configs: readonly PlacedConfig[], catalogue: Catalogue): readonly NamedCredential[] {
  return configs.flatMap(({ where, kind, config }) => (kind === undefined ? [] : [...namedIn(config, { where, schema: schemaOf(kind.config), catalogue })]));
}

/** Those of them that are not there. */
export function findMissingCredentials({ context: { credentials }, notAnalysed }: Analysis, named: readonly NamedCredential[]): readonly Draft[] {
  if (credentials === undefined && named.length > 0) notAnalysed.add('whether the credentials it names are there');
  return credentials === undefined ? [] : named.flatMap((one) => missing(one, credentials));
}

/** A key as a config names it: by its service and, where there may be several, by its label. */
export interface NamedCredential {
  readonly where: string;
  readonly connector: string;
  readonly label: string | undefined;
}

function missing({ where, connector, label }: NamedCredential, credentials: readonly CredentialName[]): readonly Draft[] {
  const own = credentials.filter((one) => one.connector === connector);
  if (own.length === 0) return [draft(where, { message: `There is no credential "${connector}" here.`, name: connector, known: credentials.map((one) => one.connector) })];
  const labels = own.map((one) => one.label);
  if (label === undefined || labels.includes(label)) return [];
  return [draft(where.replace(/[^.]+$/u, 'label'), { message: `There is no credential "${label}" of "${connector}" here.`, name: label, known: labels })];
}

function draft(where: string, { message, name, known }: { readonly message: string; readonly name: string; readonly known: readonly string[] }): Draft {
  const near = nearestName(name, known);
  return { code: 'missing_credential', severity: 'error', where, message, fix: near === undefined ? 'Add it under Settings, Credentials, or name one that is there.' : `Did you mean "${near}"?`, data: present({ name, near, known: knownNames(new Set(known)) }) };
}

interface Place {
  readonly catalogue: Catalogue;
  readonly where: string;
  readonly schema: Json | undefined;
}

/** Every field of format `credential`, also of actions that an agent is granted. What a template makes is not known. */
function* namedIn(value: Json, { where, schema, catalogue }: Place): Generator<NamedCredential> {
  if (!isJsonObject(schema)) return;
  for (const word of ['anyOf', 'oneOf', 'allOf']) {
    const variants = schema[word];
    if (isJsonList(variants)) for (const variant of variants) yield* namedIn(value, { where, schema: variant, catalogue });
  }
  if (isJsonList(value)) for (const [at, item] of value.entries()) yield* namedIn(item, { where: `${where}[${at}]`, schema: schema['items'], catalogue });
  if (!isJsonObject(value)) return;
  const { properties, additionalProperties } = schema;
  for (const [field, inside] of Object.entries(value)) {
    const known = isJsonObject(properties) && Object.hasOwn(properties, field) ? properties[field] : additionalProperties;
    const isName = typeof inside === 'string' && isJsonObject(known) && known['format'] === 'credential' && !inside.includes('{{');
    if (isName) yield { where: `${where}.${field}`, connector: inside, label: fixedText(value['label']) };
    else yield* namedIn(inside, { where: `${where}.${field}`, schema: known, catalogue });
  }
  const granted = catalogue.actions.get(fixedText(value['action']) ?? '');
  if (granted !== undefined && value['config'] !== undefined) yield* namedIn(value['config'], { where: `${where}.config`, schema: schemaOf(granted.config), catalogue });
}

function fixedText(value: Json | undefined): string | undefined {
  return typeof value === 'string' && !value.includes('{{') ? value : undefined;
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
