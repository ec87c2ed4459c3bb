import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';

/** One of several groups, which one member with a fixed value tells apart. */
export interface Kinds {
  /** The member that says which. */
  readonly key: string;
  readonly branches: readonly Branch[];
}

export interface Branch {
  readonly name: string;
  readonly label: string;
  readonly help: string | undefined;
  /** Its other members. */
  readonly schema: JsonObject;
}

/** Nothing where a schema is no choice, or nothing fixed tells its groups apart. */
export function kindsOf(schema: JsonObject): Kinds | undefined {
  const options = schema['oneOf'] ?? schema['anyOf'];
  const groups = isJsonList(options) ? options.filter(isJsonObject) : [];
  const [first] = groups;
  if (first === undefined || !isJsonList(options) || groups.length < options.length) return undefined;
  const key = Object.keys(membersOf(first)).find((name) => groups.every((group) => fixedIn(group, name) !== undefined));
  return key === undefined ? undefined : { key, branches: groups.map((group) => branchOf(group, key)) };
}

/** The kind a value says it is of; the first where it says none. */
export function branchIn(kinds: Kinds, value: Json | undefined): Branch | undefined {
  const name = isJsonObject(value) ? value[kinds.key] : undefined;
  return kinds.branches.find((branch) => branch.name === name) ?? kinds.branches[0];
}

/** What stays of a value whose kind changes: members that its new kind has, too. */
export function keptMembers(branch: Branch, value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => Object.hasOwn(membersOf(branch.schema), key)));
}

function branchOf(group: JsonObject, key: string): Branch {
  const name = fixedIn(group, key) ?? '';
  const { [key]: _said, ...members } = membersOf(group);
  const required = isJsonList(group['required']) ? group['required'] : [];
  return { name, label: textOf(group['title']) ?? name, help: textOf(group['description']), schema: { ...group, properties: members, required: required.filter((each) => each !== key) } };
}

function membersOf(group: JsonObject): JsonObject {
  return isJsonObject(group['properties']) ? group['properties'] : {};
}

function fixedIn(group: JsonObject, name: string): string | undefined {
  const member = membersOf(group)[name];
  return isJsonObject(member) ? textOf(member['const']) : undefined;
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
