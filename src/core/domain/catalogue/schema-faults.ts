import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';
import { nearest } from '../model/nearest-word.ts';
import { contradictionsOf } from './schema-contradictions.ts';
import { type SchemaFault, schemaTypes } from './schema-types.ts';

const isCount = (value: Json): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isNumber = (value: Json): boolean => typeof value === 'number';
const isText = (value: Json): boolean => typeof value === 'string';
const isSwitch = (value: Json): boolean => typeof value === 'boolean';
const areTexts = (value: Json): boolean => isJsonList(value) && value.every(isText);
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
  { words: ['type'], fits: (value) => isTypeName(value) || (isJsonList(value) && value.length > 0 && value.every(isTypeName)), means: `one of ${schemaTypes.join(', ')}, or a list of them` },
  { words: ['enum'], fits: (value) => isJsonList(value), means: 'a list of values' },
  { words: ['required'], fits: areTexts, means: 'a list of names' },
  { words: ['dependentRequired'], fits: (value) => isJsonObject(value) && Object.values(value).every(areTexts), means: 'an object of lists of names' },
  { words: ['pattern', 'format', '$ref', '$id', '$schema', '$anchor', 'title', 'description'], fits: isText, means: 'a text' },
  { words: ['uniqueItems', 'deprecated', 'readOnly', 'writeOnly'], fits: isSwitch, means: 'true or false' },
  { words: ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'], fits: areNamedParts, means: 'an object of schemas' },
  { words: ['allOf', 'anyOf', 'oneOf', 'prefixItems'], fits: areParts, means: 'a list of schemas' },
  { words: ['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'contains', 'propertyNames', 'not', 'if', 'then', 'else'], fits: isPart, means: 'a schema: an object, true or false' },
  { words: ['const', 'default', 'examples', '$comment', '$dynamicRef', '$dynamicAnchor', '$vocabulary', 'contentEncoding', 'contentMediaType', 'contentSchema'], fits: () => true, means: 'anything' },
];
const shapeOf = new Map(shapes.flatMap((shape) => shape.words.map((word) => [word, shape] as const)));

/** Words of other dialects and of descriptions of interfaces: harmless, and read by nothing here. */
const elsewhere: ReadonlySet<string> = new Set(['id', 'example', 'nullable', 'discriminator', 'xml', 'externalDocs', 'dependencies', 'additionalItems', 'divisibleBy', 'extends', 'disallow', 'optional', '$recursiveRef', '$recursiveAnchor']);

/** Parts whose values are asked about and not demanded: what never fits there is no fault. */
const asking: ReadonlySet<string> = new Set(['not', 'if']);

const mostFaults = 20;

interface Part {
  readonly part: JsonObject;
  readonly path: readonly (string | number)[];
  readonly isAsked: boolean;
}

/** What is no JSON Schema 2020-12 in something that is meant as one, and what no value can fit; at most 20 places. */
export function schemaFaults(schema: JsonObject): readonly SchemaFault[] {
  const found: SchemaFault[] = [];
  const waiting: Part[] = [{ part: schema, path: [], isAsked: false }];
  for (let next = waiting.pop(); next !== undefined && found.length < mostFaults; next = waiting.pop()) {
    const { part, path, isAsked } = next;
    const own: SchemaFault[] = [];
    for (const [word, value] of Object.entries(part)) {
      const shape = shapeOf.get(word);
      if (shape === undefined) own.push(...unknownWord(word, part, path));
      else if (shape.fits(value)) waiting.push(...partsIn(shape, value, { path: [...path, word], isAsked: isAsked || asking.has(word) }));
      else own.push(...misshapen(shape, value, [...path, word]));
    }
    if (path.length === 0 && (part['not'] === true || isEmptyPart(part['not']))) own.push({ kind: 'nothing_fits', path: ['not'], message: '"not" refuses every value' });
    // What is not written as it must be says nothing that could contradict.
    if (own.every(({ kind }) => kind === 'word') && !isAsked) own.push(...contradictionsOf(part).map((one) => ({ ...one, path: [...path, ...one.path] })));
    found.push(...own);
  }
  return found.slice(0, mostFaults);
}

function partsIn({ fits }: Word, value: Json, { path, isAsked }: Omit<Part, 'part'>): readonly Part[] {
  if (fits === isPart) return isJsonObject(value) ? [{ part: value, path, isAsked }] : [];
  if (fits === areParts && isJsonList(value)) return value.flatMap((part, at) => (isJsonObject(part) ? [{ part, path: [...path, at], isAsked }] : []));
  if (fits !== areNamedParts || !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => (isJsonObject(part) ? [{ part, path: [...path, name], isAsked }] : []));
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

function isEmptyPart(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
