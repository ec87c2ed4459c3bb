import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { schemaCheck } from './json-schema.ts';
import { type SchemaFault, schemaTypes, typesOf } from './schema-types.ts';

/** Words of which the first may not be above the second, and those that may not even be equal. */
const bounds = [['minimum', 'maximum'], ['minLength', 'maxLength'], ['minItems', 'maxItems'], ['minProperties', 'maxProperties'], ['minContains', 'maxContains']] as const;
const openBounds = [['exclusiveMinimum', 'maximum'], ['minimum', 'exclusiveMaximum'], ['exclusiveMinimum', 'exclusiveMaximum']] as const;

/** What no value fits in one part of a schema, the parts inside of it apart. */
export function contradictionsOf(part: JsonObject): readonly SchemaFault[] {
  return [...crossed(part), ...typesApart(part), ...neverThere(part), ...unfitValues(part)];
}

/** Pairs that cross, for whatever has such words. */
export function crossed(part: { readonly [word: string]: Json | undefined }): readonly SchemaFault[] {
  const pairs = [...bounds.map((pair) => ({ pair, isOpen: false })), ...openBounds.map((pair) => ({ pair, isOpen: true }))];
  return pairs.flatMap(({ pair: [least, most], isOpen }) => {
    const [low, high] = [part[least], part[most]];
    if (typeof low !== 'number' || typeof high !== 'number' || low < high || (low === high && !isOpen)) return [];
    return [{ kind: 'nothing_fits', path: [most], message: `"${least}" is ${low}, and "${most}" is ${high}` }];
  });
}

/** Parts that all have to fit, and have no type in common. */
function typesApart(part: JsonObject): readonly SchemaFault[] {
  const { allOf } = part;
  const own = typesOf(part);
  const all = [...(own === undefined ? [] : [own]), ...(isJsonList(allOf) ? allOf.flatMap((one) => (isJsonObject(one) ? [typesOf(one)] : [])) : [])].filter((types) => types !== undefined);
  // A whole number is a number.
  const takes = (types: readonly string[], type: string): boolean => types.includes(type) || (type === 'integer' && types.includes('number'));
  return all.length < 2 || schemaTypes.some((type) => all.every((types) => takes(types, type))) ? [] : [{ kind: 'nothing_fits', path: ['allOf'], message: 'these parts have no type in common' }];
}

/** Members that must be there and cannot. */
function neverThere({ required, properties, patternProperties, additionalProperties }: JsonObject): readonly SchemaFault[] {
  if (!isJsonList(required)) return [];
  const known = isJsonObject(properties) ? properties : {};
  const isClosed = additionalProperties === false && patternProperties === undefined;
  return required.flatMap((name, at): readonly SchemaFault[] => {
    if (typeof name !== 'string') return [];
    const isThere = Object.hasOwn(known, name) ? known[name] !== false : !isClosed;
    return isThere ? [] : [{ kind: 'nothing_fits', path: ['required', at], message: `"${name}" has to be there, and no such member is taken`, name }];
  });
}

const mostTried = 200;

/** Values that are named, and that the part itself does not take. */
function unfitValues(part: JsonObject): readonly SchemaFault[] {
  const { enum: options, const: constant, default: standard, ...rest } = part;
  // Without the schema around it nobody can follow a reference.
  if ((options === undefined && constant === undefined && standard === undefined) || JSON.stringify(part).includes('"$ref"')) return [];
  const fits = fitting(rest);
  if (fits === undefined) return [];
  const listed = isJsonList(options) ? options : undefined;
  const found: SchemaFault[] = [];
  if (listed?.length === 0) found.push({ kind: 'nothing_fits', path: ['enum'], message: '"enum" lists none' });
  else if (listed !== undefined && listed.length <= mostTried && !listed.some(fits)) found.push({ kind: 'nothing_fits', path: ['enum'], message: 'what "enum" lists is nothing the rest of it takes' });
  if (constant !== undefined && !fits(constant)) found.push({ kind: 'nothing_fits', path: ['const'], message: '"const" is nothing the rest of it takes' });
  if (found.length === 0 && standard !== undefined && !(fitting({ ...rest, ...(listed === undefined ? {} : { enum: listed }), ...(constant === undefined ? {} : { const: constant }) })?.(standard) ?? true)) found.push({ kind: 'default', path: ['default'], message: `the default ${JSON.stringify(standard).slice(0, 60)} does not fit` });
  return found;
}

/** Whether a value fits; undefined of a part that cannot be used. */
function fitting(part: JsonObject): ((value: Json) => boolean) | undefined {
  try {
    const check = schemaCheck(part);
    return (value) => check(value).length === 0;
  } catch {
    return undefined;
  }
}
