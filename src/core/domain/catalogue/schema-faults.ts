import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { nearest } from '../model/nearest-word.ts';
import { contradictionsOf } from './schema-contradictions.ts';
import { isDemanded, readFillable } from './schema-fillable.ts';
import { kindsOf, type SchemaFault, schemaTypes } from './schema-types.ts';

const isCount = (value: Json): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isNumber = (value: Json): boolean => typeof value === 'number';
const isText = (value: Json): boolean => typeof value === 'string';
const isSwitch = (value: Json): boolean => typeof value === 'boolean';
const areTexts = (value: Json): boolean => isJsonList(value) && value.every(isText);
const isEachOnce = (value: Json): boolean => isJsonList(value) && new Set(value).size === value.length;
const isTypeName = (value: Json): boolean => typeof value === 'string' && schemaTypes.includes(value);
const isPart = (value: Json): boolean => isJsonObject(value) || typeof value === 'boolean';
const areParts = (value: Json): boolean => isJsonList(value) && value.length > 0 && value.every(isPart);
const areNamedParts = (value: Json): boolean => isJsonObject(value) && Object.values(value).every(isPart);

interface Word {
  readonly words: readonly string[];
  readonly fits: (value: Json) => boolean;
  readonly means: string;
}

/** What the words of JSON Schema 2020-12 take. */
const shapes: readonly Word[] = [
  { words: ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains'], fits: isCount, means: 'a whole number that is not negative' },
  { words: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'], fits: isNumber, means: 'a number' },
  { words: ['multipleOf'], fits: (value) => typeof value === 'number' && value > 0, means: 'a number above 0' },
  { words: ['type'], fits: (value) => isTypeName(value) || (isJsonList(value) && value.length > 0 && value.every(isTypeName) && isEachOnce(value)), means: `one of ${schemaTypes.join(', ')}, or a list of them, each once` },
  { words: ['enum'], fits: (value) => isJsonList(value), means: 'a list of values' },
  { words: ['required'], fits: (value) => areTexts(value) && isEachOnce(value), means: 'a list of names, each once' },
  { words: ['dependentRequired'], fits: (value) => isJsonObject(value) && Object.values(value).every(areTexts), means: 'an object of lists of names' },
  { words: ['pattern', 'format', '$ref', '$schema', '$dynamicRef', '$comment', 'contentEncoding', 'contentMediaType', 'title', 'description'], fits: isText, means: 'a text' },
  { words: ['$id'], fits: (value) => typeof value === 'string' && /^[^#]*#?$/u.test(value), means: 'an address without a part behind "#"' },
  { words: ['$anchor', '$dynamicAnchor'], fits: (value) => typeof value === 'string' && /^[A-Za-z_][-A-Za-z0-9._]*$/u.test(value), means: 'a name of letters, digits, "-", "_" and "."' },
  { words: ['$vocabulary'], fits: (value) => isJsonObject(value) && Object.values(value).every(isSwitch), means: 'an object of true and false' },
  { words: ['examples'], fits: isJsonList, means: 'a list of values' },
  { words: ['uniqueItems', 'deprecated', 'readOnly', 'writeOnly'], fits: isSwitch, means: 'true or false' },
  { words: ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'], fits: areNamedParts, means: 'an object of schemas' },
  { words: ['allOf', 'anyOf', 'oneOf', 'prefixItems'], fits: areParts, means: 'a list of schemas' },
  { words: ['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'contains', 'propertyNames', 'contentSchema', 'not', 'if', 'then', 'else'], fits: isPart, means: 'a schema: an object, true or false' },
  { words: ['const', 'default'], fits: () => true, means: 'anything' },
];
const shapeOf = new Map(shapes.flatMap((shape) => shape.words.map((word) => [word, shape] as const)));

/** Words of other dialects and of descriptions of interfaces: harmless, and read by nothing here. */
const elsewhere: ReadonlySet<string> = new Set(['id', 'example', 'nullable', 'discriminator', 'xml', 'externalDocs', 'dependencies', 'additionalItems', 'divisibleBy', 'extends', 'disallow', 'optional', '$recursiveRef', '$recursiveAnchor']);

/** Parts whose values are asked about and not demanded: what never fits there is no fault. */
const asking: ReadonlySet<string> = new Set(['not', 'if', 'contentSchema']);

const mostFaults = 20;

interface Part {
  readonly part: JsonObject;
  readonly path: readonly (string | number)[];
  readonly isAsked: boolean;
  /** That nothing fits it is why nothing fits the whole. */
  readonly isWhole: boolean;
}

/** What is no JSON Schema 2020-12 in something that is meant as one, and what no value can fit; at most 20 places. */
export function schemaFaults(schema: JsonObject): readonly SchemaFault[] {
  const found: SchemaFault[] = [];
  const kindsLeft = readFillable();
  const isEmpty = (part: JsonObject): boolean => kindsLeft(part).size === 0;
  const waiting: Part[] = [{ part: schema, path: [], isAsked: false, isWhole: isEmpty(schema) }];
  for (let next = waiting.pop(); next !== undefined && found.length < mostFaults; next = waiting.pop()) {
    const { part, path, isAsked, isWhole } = next;
    const own: SchemaFault[] = [];
    for (const [word, value] of Object.entries(part)) {
      const shape = shapeOf.get(word);
      if (shape === undefined) own.push(...unknownWord(word, part, path));
      else if (!shape.fits(value)) own.push(...misshapen(shape, value, [...path, word]));
      else waiting.push(...partsIn(shape, value, [...path, word]).map((inside) => ({ ...inside, isAsked: isAsked || asking.has(word), isWhole: isWhole && isEmpty(part) && isDemanded(part, word, inside.part) })));
    }
    // What is not written as it must be says nothing that could contradict.
    if (own.every(({ kind }) => kind === 'word') && !isAsked) own.push(...contradictions(next));
    found.push(...own);
  }
  const isTold = found.some(({ kind, partly }) => kind === 'shape' || (kind === 'nothing_fits' && partly === undefined));
  if (isEmpty(schema) && !isTold && found.length < mostFaults) found.push({ kind: 'nothing_fits', path: [], message: 'its parts leave nothing that all of them take' });
  return found.slice(0, mostFaults);
}

/** What contradicts itself in a part, and of which values; words for values that the part does not take say nothing. */
function contradictions({ part, path, isWhole }: Part): readonly SchemaFault[] {
  const kinds = kindsOf(part);
  return contradictionsOf(part).flatMap(({ fault, kind }): readonly SchemaFault[] => {
    const placed = { ...fault, path: [...path, ...fault.path] };
    if (fault.kind !== 'nothing_fits' || (isWhole && (kind === 'value' || kinds.has(kind)))) return [placed];
    // So one writes that something is never there.
    if ((kind !== 'value' && !kinds.has(kind)) || fault.path[0] === 'not') return [];
    return [{ ...placed, partly: kinds.size === 1 ? 'value' : kind }];
  });
}

function partsIn({ fits }: Word, value: Json, path: Part['path']): readonly Pick<Part, 'part' | 'path'>[] {
  if (fits === isPart) return isJsonObject(value) ? [{ part: value, path }] : [];
  if (fits === areParts && isJsonList(value)) return value.flatMap((part, at) => (isJsonObject(part) ? [{ part, path: [...path, at] }] : []));
  if (fits !== areNamedParts || !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => (isJsonObject(part) ? [{ part, path: [...path, name] }] : []));
}

/** Of a list or an object of parts the one that is none is the place. */
function misshapen({ words, fits, means }: Word, value: Json, path: SchemaFault['path']): readonly SchemaFault[] {
  const word = words.find((one) => one === path.at(-1)) ?? '';
  if (word === 'type') return wrongTypes(value, path, means);
  const wrong = fits === areNamedParts && isJsonObject(value) ? Object.entries(value).filter(([, part]) => !isPart(part)).map(([name]) => name) : fits === areParts && isJsonList(value) ? [...value.keys()].filter((at) => !isPart(value[at] ?? null)) : [];
  if (wrong.length === 0) return [{ kind: 'shape', path, message: `"${word}" takes ${means}` }];
  return wrong.map((step) => ({ kind: 'shape', path: [...path, step], message: 'a part of a schema is a schema: an object, true or false', isPart: true }));
}

function wrongTypes(value: Json, path: SchemaFault['path'], means: string): readonly SchemaFault[] {
  const all = isJsonList(value) ? [...value.entries()].map(([at, one]) => ({ one, path: [...path, at] })) : [{ one: value, path }];
  const wrong = all.filter(({ one }) => !isTypeName(one));
  if (wrong.length === 0) return [{ kind: 'shape', path, message: `"type" takes ${means}` }];
  return wrong.map(({ one, path: at }): SchemaFault => {
    const name = typeof one === 'string' ? one : JSON.stringify(one);
    const near = meantType(name);
    return { kind: 'shape', path: at, message: `"type" takes ${means}, and not ${JSON.stringify(one)}`, name, ...(near === undefined ? {} : { near }), known: schemaTypes };
  });
}

/** What other languages call a type. */
const synonyms: { readonly [name: string]: string } = { str: 'string', text: 'string', int: 'integer', float: 'number', double: 'number', decimal: 'number', bool: 'boolean', list: 'array', map: 'object', dict: 'object', nil: 'null', none: 'null' };

function meantType(name: string): string | undefined {
  const plain = name.toLowerCase();
  return Object.hasOwn(synonyms, plain) ? synonyms[plain] : nearest(plain, schemaTypes);
}

/** A word that is none says nothing, as the standard has it; one that is nearly another was meant to say that. */
function unknownWord(word: string, part: JsonObject, path: SchemaFault['path']): readonly SchemaFault[] {
  if (word.startsWith('x-')) return [];
  const near = elsewhere.has(word) ? undefined : nearest(word, [...shapeOf.keys()].filter((known) => !Object.hasOwn(part, known)));
  if (near !== undefined) return [{ kind: 'word', path: [...path, word], message: `"${word}" is no word of JSON Schema`, name: word, near }];
  return [{ kind: 'word', path: [...path, word], message: `"${word}" is no word of JSON Schema 2020-12, so that it says nothing`, name: word }];
}
