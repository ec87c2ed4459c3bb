import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import type { ActionKind } from './action-kind.ts';

const made = new WeakMap<ActionKind, Map<string, JsonObject>>();

/**
 * JSON Schema of what an action with this config leaves: what its kind gives only under some configs is surely there under
 * those, and not there under any other. The same object for the same answer.
 */
export function outputOf(kind: ActionKind | undefined, config: JsonObject): JsonObject {
  if (kind?.gives === undefined) return kind?.output ?? {};
  const known = made.get(kind) ?? new Map<string, JsonObject>();
  made.set(kind, known);
  const states = Object.entries(kind.gives).map(([member, { field, is }]) => [member, isComputed(config[field]) ? undefined : config[field] === is] as const);
  const key = JSON.stringify(states);
  const schema = known.get(key) ?? withMembers(kind.output, states);
  known.set(key, schema);
  return schema;
}

function isComputed(value: Json | undefined): boolean {
  return typeof value === 'string' && value.includes('{{');
}

function withMembers(output: JsonObject, states: readonly (readonly [string, boolean | undefined])[]): JsonObject {
  const { properties, required } = output;
  const missing = new Set(states.flatMap(([member, isThere]) => (isThere === false ? [member] : [])));
  const sure = states.flatMap(([member, isThere]) => (isThere === true ? [member] : []));
  return {
    ...output,
    properties: Object.fromEntries(Object.entries(isJsonObject(properties) ? properties : {}).filter(([name]) => !missing.has(name))),
    required: [...(isJsonList(required) ? required : []), ...sure],
  };
}

/** How an action comes to give a member that it does not give as it stands; nothing where no config makes it. */
export function wayToGive(kind: ActionKind | undefined, { member, name }: { readonly member: string; readonly name: string }): string | undefined {
  const given = kind?.gives?.[member];
  return given === undefined ? undefined : `“${name}” gives no ${member} as it is set: set ${labelOf(given.field)} to ${given.is} there.`;
}

/** A field as forms call it. */
function labelOf(field: string): string {
  return `${field.charAt(0).toUpperCase()}${field.slice(1)}`;
}
