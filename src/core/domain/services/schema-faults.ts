import type { PointedProblem } from '../catalogue/json-schema.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json.ts';

const typeNames = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

const isCount = (value: Json): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const isNumber = (value: Json): boolean => typeof value === 'number';
const isText = (value: Json): boolean => typeof value === 'string';
const isSwitch = (value: Json): boolean => typeof value === 'boolean';
const areTexts = (value: Json): boolean => isJsonList(value) && value.every(isText);
const isTypeName = (value: Json): boolean => typeof value === 'string' && typeNames.includes(value);
const isPart = (value: Json): boolean => isJsonObject(value) || typeof value === 'boolean';
const areParts = (value: Json): boolean => isJsonList(value) && value.length > 0 && value.every(isPart);
const areNamedParts = (value: Json): boolean => isJsonObject(value) && Object.values(value).every(isPart);

interface Word {
  readonly words: readonly string[];
  readonly fits: (value: Json) => boolean;
  readonly means: string;
}

/** What the words of JSON Schema 2020-12 take. A word that is none of them says nothing, as the standard has it. */
const shapes: readonly Word[] = [
  { words: ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'minContains', 'maxContains'], fits: isCount, means: 'a whole number that is not negative' },
  { words: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'], fits: isNumber, means: 'a number' },
  { words: ['multipleOf'], fits: (value) => typeof value === 'number' && value > 0, means: 'a number above 0' },
  { words: ['type'], fits: (value) => isTypeName(value) || (isJsonList(value) && value.length > 0 && value.every(isTypeName)), means: `one of ${typeNames.join(', ')}, or a list of them` },
  { words: ['enum'], fits: (value) => isJsonList(value), means: 'a list of values' },
  { words: ['required'], fits: areTexts, means: 'a list of names' },
  { words: ['pattern', 'format', '$ref', '$id', '$schema', '$anchor', 'title', 'description'], fits: isText, means: 'a text' },
  { words: ['uniqueItems', 'deprecated', 'readOnly', 'writeOnly'], fits: isSwitch, means: 'true or false' },
  { words: ['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas'], fits: areNamedParts, means: 'an object of schemas' },
  { words: ['allOf', 'anyOf', 'oneOf', 'prefixItems'], fits: areParts, means: 'a list of schemas' },
  { words: ['items', 'additionalProperties', 'unevaluatedProperties', 'unevaluatedItems', 'contains', 'propertyNames', 'not', 'if', 'then', 'else'], fits: isPart, means: 'a schema: an object, true or false' },
];
const shapeOf = new Map(shapes.flatMap((shape) => shape.words.map((word) => [word, shape] as const)));

/** What is no JSON Schema 2020-12 in something that is meant as one, at most 20 places. */
export function schemaFaults(schema: JsonObject): readonly PointedProblem[] {
  const found: PointedProblem[] = [];
  const waiting: { readonly part: JsonObject; readonly pointer: string }[] = [{ part: schema, pointer: '' }];
  for (let next = waiting.pop(); next !== undefined && found.length < 20; next = waiting.pop()) {
    for (const [word, value] of Object.entries(next.part)) {
      const shape = shapeOf.get(word);
      if (shape === undefined) continue;
      const pointer = `${next.pointer}/${step(word)}`;
      if (shape.fits(value)) waiting.push(...partsIn(shape, value, pointer));
      else found.push({ pointer, message: `"${word}" takes ${shape.means}` });
    }
  }
  return found;
}

function partsIn({ fits }: Word, value: Json, pointer: string): readonly { readonly part: JsonObject; readonly pointer: string }[] {
  if (fits === isPart) return isJsonObject(value) ? [{ part: value, pointer }] : [];
  if (fits !== areParts && fits !== areNamedParts) return [];
  return Object.entries(value ?? {}).flatMap(([name, part]: readonly [string, Json]) => (isJsonObject(part) ? [{ part, pointer: `${pointer}/${step(name)}` }] : []));
}

function step(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
