import { isJsonList, type JsonObject } from '../model/json.ts';

/** One thing that is wrong with a schema itself, whatever value it is held against. */
export interface SchemaFault {
  /** It is no schema, has a word that is none, has no value that fits, or a default that does not. */
  readonly kind: 'shape' | 'word' | 'nothing_fits' | 'default';
  /** Steps into the schema. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** The word or the type that is none, and what was most likely meant. */
  readonly name?: string;
  readonly near?: string;
  readonly known?: readonly string[];
  /** It is a part that is none, not a word that takes something else. */
  readonly isPart?: true;
}

/** The types of JSON Schema. */
export const schemaTypes: readonly string[] = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

/** The types a part names; undefined where it names none. */
export function typesOf({ type }: JsonObject): readonly string[] | undefined {
  if (typeof type === 'string') return [type];
  return isJsonList(type) ? type.filter((one) => typeof one === 'string') : undefined;
}
