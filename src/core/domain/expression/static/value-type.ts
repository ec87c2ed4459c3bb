import type { StaticKind } from '../functions/overloads.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';

/** What is known of a value before it exists. Nothing known is {@link anything}. */
export interface ValueType {
  /** What it can be; absent where anything is possible. */
  readonly kinds?: ReadonlySet<StaticKind>;
  /** Of a map: its members by name. */
  readonly members?: ReadonlyMap<string, MemberType>;
  /** No other member than those can be there. */
  readonly isClosed?: boolean;
  /** Of a list. */
  readonly element?: ValueType;
  /** Every value it can have, where these are few. */
  readonly constants?: readonly Json[];
  /** Of a number. */
  readonly range?: { readonly least: number; readonly most: number; readonly isWhole: boolean };
}

export interface MemberType {
  readonly type: ValueType;
  /** It is there whenever the map is. */
  readonly isCertain: boolean;
}

export const anything: ValueType = {};

export function typeOfKind(...kinds: readonly StaticKind[]): ValueType {
  return kinds.includes('any') ? anything : { kinds: new Set(kinds) };
}

/** The type of a value that is known. */
export function typeOfValue(value: Json): ValueType {
  if (isJsonList(value)) return value.length === 0 ? typeOfKind('list') : { kinds: new Set(['list']), element: joined(value.map(typeOfValue)) };
  if (isJsonObject(value)) {
    return { kinds: new Set(['map']), isClosed: true, members: new Map(Object.entries(value).map(([name, member]) => [name, { type: typeOfValue(member), isCertain: true }])) };
  }
  return { kinds: new Set([kindOfJson(value)]), constants: [value] };
}

/** A map with just these members, all certain. */
export function closedMap(members: Iterable<readonly [string, ValueType]>): ValueType {
  return { kinds: new Set(['map']), isClosed: true, members: new Map([...members].map(([name, type]) => [name, { type, isCertain: true }])) };
}

export interface SchemaReading {
  /** A map of this schema is taken to have no other members than those declared, unless it says that it may. */
  readonly areMembersKnown?: boolean;
}

/** What a JSON Schema says of a value; what it says beyond types, constants, members and elements is not looked at. */
export function typeOfSchema(schema: Json | undefined, reading: SchemaReading = {}): ValueType {
  if (!isJsonObject(schema) || '$ref' in schema || 'allOf' in schema) return anything;
  for (const word of ['anyOf', 'oneOf']) {
    const options = schema[word];
    if (isJsonList(options)) return joined(options.map((option) => typeOfSchema(option, reading)));
  }
  const constants = 'const' in schema ? [schema['const'] ?? null] : isJsonList(schema['enum']) ? schema['enum'] : undefined;
  if (constants !== undefined) return { kinds: new Set(constants.map(kindOfJson)), constants };
  const names = typeof schema['type'] === 'string' ? [schema['type']] : isJsonList(schema['type']) ? schema['type'] : undefined;
  const kinds = names?.map((name) => (typeof name === 'string' ? schemaKinds[name] : undefined));
  if (kinds === undefined || kinds.includes(undefined)) return anything;
  return {
    kinds: new Set(kinds.flatMap((kind) => kind ?? [])),
    ...(kinds.includes('map') ? membersOf(schema, reading) : {}),
    ...(kinds.includes('list') ? { element: typeOfSchema(schema['items'], reading) } : {}),
    ...(kinds.length === 1 && kinds[0] === 'bool' ? { constants: [true, false] } : {}),
    ...(kinds.length === 1 && kinds[0] === 'number' ? { range: rangeOf(schema, names?.[0] === 'integer') } : {}),
  };
}

const schemaKinds: { readonly [name: string]: StaticKind | undefined } = { string: 'string', number: 'number', integer: 'number', boolean: 'bool', null: 'null', array: 'list', object: 'map' };

function rangeOf({ minimum, maximum }: JsonObject, isWhole: boolean): NonNullable<ValueType['range']> {
  return { least: typeof minimum === 'number' ? minimum : -Infinity, most: typeof maximum === 'number' ? maximum : Infinity, isWhole };
}

function membersOf(schema: JsonObject, reading: SchemaReading): Pick<ValueType, 'members' | 'isClosed'> {
  const properties = schema['properties'];
  if (!isJsonObject(properties)) return {};
  const required = isJsonList(schema['required']) ? schema['required'] : [];
  const additional = schema['additionalProperties'];
  const isClosed = additional === false || (reading.areMembersKnown === true && additional === undefined && schema['patternProperties'] === undefined);
  const members = Object.entries(properties).map(([name, property]) => {
    const isCertain = required.includes(name) || (isJsonObject(property) && 'default' in property);
    return [name, { type: typeOfSchema(property, reading), isCertain }] as const;
  });
  return { members: new Map(members), isClosed };
}

/** What is either of these. */
export function joined(types: readonly ValueType[]): ValueType {
  const [first, ...others] = types;
  if (first === undefined) return anything;
  if (others.length === 0) return first;
  if (types.some((type) => type.kinds === undefined)) return anything;
  const constants = types.every((type) => type.constants !== undefined) ? types.flatMap((type) => type.constants ?? []) : undefined;
  return { kinds: new Set(types.flatMap((type) => [...(type.kinds ?? [])])), ...(constants === undefined ? {} : { constants }) };
}

/** Whether a value of the type can be of one of these kinds. */
export function canBe(type: ValueType, ...kinds: readonly StaticKind[]): boolean {
  return type.kinds === undefined || kinds.includes('any') || kinds.some((kind) => type.kinds?.has(kind));
}

/** Whether a value of the first type can be one of the second, too. */
export function canMeet(left: ValueType, right: ValueType): boolean {
  if (left.kinds === undefined || right.kinds === undefined) return true;
  if (![...left.kinds].some((kind) => right.kinds?.has(kind))) return false;
  const { constants } = right;
  return left.constants === undefined || constants === undefined || left.constants.some((value) => constants.some((other) => other === value || typeof other === 'object'));
}

export function kindsText(type: ValueType): string {
  return [...(type.kinds ?? ['anything'])].join(' or ');
}

function kindOfJson(value: Json): StaticKind {
  if (value === null) return 'null';
  if (isJsonList(value)) return 'list';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'map' : typeof value === 'number' ? 'number' : 'string';
}
