import { findNode, findTransition } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import type { HalfTyped } from './designer-session.ts';

type HalfTypedFields = ReadonlyMap<string, HalfTyped>;

/** Without what was typed into fields that are gone. */
export function stillTyped(halfTyped: HalfTypedFields, definition: JsonObject): HalfTypedFields {
  const left = [...halfTyped].filter(([, { where, isLost }]) => isLost === true || isThere(where, definition));
  return left.length === halfTyped.size ? halfTyped : new Map(left);
}

/** The same, with what stood in the fields named kept beside them: it is in no field any more, and a person says what becomes of it. */
export function lostTyped(halfTyped: HalfTypedFields, isNamed: (field: string, half: HalfTyped) => boolean): HalfTypedFields {
  const isLost = ([field, half]: readonly [string, HalfTyped]): boolean => half.isLost !== true && isNamed(field, half);
  if (![...halfTyped].some(isLost)) return halfTyped;
  return new Map([...halfTyped].map(([field, half]) => (isLost([field, half]) ? [`${field} | ${half.text}`, { ...half, isLost: true }] : [field, half])));
}

/** Whether the part a field belongs to is in the workflow. */
export function isThere(where: string, definition: JsonObject): boolean {
  const [noun = '', id = ''] = where.split('.');
  if (noun === 'nodes') return findNode(definition, id) !== undefined;
  if (noun === 'transitions') return findTransition(definition, id) !== undefined;
  const rows = rowsOf(noun, definition[noun]);
  const name = where.slice(noun.length + 1);
  return rows === undefined || name === '' || Object.keys(rows).some((row) => name === row || name.startsWith(`${row}.`));
}

/** What is listed by name under a noun of the workflow. */
function rowsOf(noun: string, held: JsonObject[string] | undefined): JsonObject | undefined {
  if (!isJsonObject(held)) return undefined;
  if (noun === 'variables') return held;
  const { properties } = held;
  return (noun === 'inputs' || noun === 'outputs') && isJsonObject(properties) ? properties : undefined;
}
