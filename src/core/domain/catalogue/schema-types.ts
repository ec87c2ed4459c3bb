import { isJsonList, type JsonObject } from '../model/json.ts';

/** One thing that is wrong with a schema itself, whatever value it is held against. */
export interface SchemaFault {
  /** It is no schema, has a word that is none, has no value that fits, or a default that does not. */
  readonly kind: 'shape' | 'word' | 'nothing_fits' | 'default';
  /** Steps into the schema. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Of what nothing fits: the kind of value that alone does not, or `value` of a part that need not be there. The whole takes values all the same. */
  readonly partly?: string;
  /** The word or the type that is none, and what was most likely meant. */
  readonly name?: string;
  readonly near?: string;
  readonly known?: readonly string[];
  /** It is a part that is none, not a word that takes something else. */
  readonly isPart?: true;
}

/** The types of JSON Schema. */
export const schemaTypes: readonly string[] = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** Kinds of values in words; a whole number is a number. */
export const valueKinds = ['text', 'number', 'yes or no', 'object', 'list', 'null'] as const;
export type ValueKind = (typeof valueKinds)[number];

const kindOfType: { readonly [type: string]: ValueKind } = { string: 'text', number: 'number', integer: 'number', boolean: 'yes or no', object: 'object', array: 'list', null: 'null' };

/** The kinds of values a part is open to by its type; all where it names none, or one that there is not. */
export function kindsOf(part: JsonObject): ReadonlySet<ValueKind> {
  const kinds = (typesOf(part) ?? []).map((type) => (Object.hasOwn(kindOfType, type) ? kindOfType[type] : undefined));
  return new Set(kinds.length === 0 || kinds.includes(undefined) ? valueKinds : kinds.filter((kind) => kind !== undefined));
}

/** The types a part names; undefined where it names none. */
export function typesOf({ type }: JsonObject): readonly string[] | undefined {
  if (typeof type === 'string') return [type];
  return isJsonList(type) ? type.filter((one) => typeof one === 'string') : undefined;
}
