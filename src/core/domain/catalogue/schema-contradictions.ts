import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { schemaCheck } from './json-schema.ts';
import { type SchemaFault, schemaTypes, typesOf, type ValueKind } from './schema-types.ts';

/** Words of which the first may not be above the second, and those that may not even be equal. */
const bounds = [['minimum', 'maximum'], ['minLength', 'maxLength'], ['minItems', 'maxItems'], ['minProperties', 'maxProperties'], ['minContains', 'maxContains']] as const;
const openBounds = [['exclusiveMinimum', 'maximum'], ['minimum', 'exclusiveMaximum'], ['exclusiveMinimum', 'exclusiveMaximum']] as const;

/** What one part of a schema refuses every value by, or every value of one kind. */
export interface Contradiction {
  readonly fault: SchemaFault;
  readonly kind: ValueKind | 'value';
}

/** What contradicts itself in one part of a schema, the parts inside of it apart. */
export function contradictionsOf(part: JsonObject): readonly Contradiction[] {
  const numbers = [...crossed(part).filter(({ path }) => path[0] !== 'maxContains' || part['contains'] !== undefined)];
  return [
    ...numbers.map((fault) => ({ fault, kind: kindBounded(fault.path[0]) })),
    ...noneBetween(part).map((fault) => ({ fault, kind: 'number' as const })),
    ...[...neverThere(part), ...tooFew(part)].map((fault) => ({ fault, kind: 'object' as const })),
    ...noItems(part).map((fault) => ({ fault, kind: 'list' as const })),
    ...[...typesApart(part), ...refused(part), ...unfitValues(part)].map((fault) => ({ fault, kind: 'value' as const })),
  ];
}

function kindBounded(word: string | number | undefined): ValueKind {
  if (word === 'maxLength') return 'text';
  if (word === 'maxProperties') return 'object';
  return word === 'maximum' || word === 'exclusiveMaximum' ? 'number' : 'list';
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

/** Whole numbers, or multiples of one, of which none lies between the bounds. */
function noneBetween(part: JsonObject): readonly SchemaFault[] {
  const { multipleOf } = part;
  const isWhole = typesOf(part)?.includes('number') === false;
  const step = typeof multipleOf === 'number' && Number.isInteger(multipleOf) && multipleOf > 0 ? multipleOf : isWhole ? 1 : undefined;
  const low = boundOf([part['minimum'], part['exclusiveMinimum']], Math.max);
  const high = boundOf([part['maximum'], part['exclusiveMaximum']], Math.min);
  if (step === undefined || low === undefined || high === undefined || crossed(part).length > 0) return [];
  const first = Math.ceil(low / step) * step;
  const least = first === part['exclusiveMinimum'] ? first + step : first;
  if (least < high || (least === high && high !== part['exclusiveMaximum'])) return [];
  return [{ kind: 'nothing_fits', path: [part['maximum'] === high ? 'maximum' : 'exclusiveMaximum'], message: `no ${step === 1 ? 'whole number' : `multiple of ${step}`} lies between ${low} and ${high}` }];
}

function boundOf(values: readonly (Json | undefined)[], choose: (...all: number[]) => number): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? undefined : choose(...numbers);
}

/** Members that are too few, or have to be more than may be there. */
function tooFew({ required, properties, patternProperties, additionalProperties, minProperties, maxProperties }: JsonObject): readonly SchemaFault[] {
  const demanded = isJsonList(required) ? new Set(required).size : 0;
  const known = additionalProperties === false && patternProperties === undefined ? Object.keys(isJsonObject(properties) ? properties : {}).length : undefined;
  if (typeof maxProperties === 'number' && demanded > maxProperties) return [{ kind: 'nothing_fits', path: ['maxProperties'], message: `${demanded} members have to be there, and "maxProperties" is ${maxProperties}` }];
  if (typeof minProperties === 'number' && known !== undefined && known < minProperties) return [{ kind: 'nothing_fits', path: ['minProperties'], message: `"minProperties" is ${minProperties}, and no more than ${known} can be there` }];
  return [];
}

/** Items that have to be there and cannot. */
function noItems({ items, prefixItems, minItems, contains, minContains }: JsonObject): readonly SchemaFault[] {
  const before = isJsonList(prefixItems) ? prefixItems.length : 0;
  if (items === false && typeof minItems === 'number' && minItems > before) return [{ kind: 'nothing_fits', path: ['minItems'], message: `"minItems" is ${minItems}, and no more than ${before} can be there` }];
  return contains === false && minContains !== 0 ? [{ kind: 'nothing_fits', path: ['contains'], message: 'an item has to be there that nothing can be' }] : [];
}

/** What is refused in so many words. */
function refused(part: JsonObject): readonly SchemaFault[] {
  const all = part['allOf'];
  const found: SchemaFault[] = part['not'] === true || (isJsonObject(part['not']) && Object.keys(part['not']).length === 0) ? [{ kind: 'nothing_fits', path: ['not'], message: '"not" refuses every value' }] : [];
  if (isJsonList(all) && all.includes(false)) found.push({ kind: 'nothing_fits', path: ['allOf'], message: 'one of the parts that all have to fit takes nothing' });
  for (const word of ['anyOf', 'oneOf']) {
    const some = part[word];
    if (isJsonList(some) && some.length > 0 && some.every((one) => one === false)) found.push({ kind: 'nothing_fits', path: [word], message: `no part of "${word}" takes anything` });
  }
  if (part['if'] !== undefined && part['then'] === false && part['else'] === false) found.push({ kind: 'nothing_fits', path: ['then'], message: 'neither "then" nor "else" takes anything' });
  return found;
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
