import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';

/**
 * Where configs hold the source of an expression, by the type of what they configure; `*` stands for every item of a list.
 * Every other text is a template. A test holds this against the schemas of the catalogue, which the model does not see.
 */
export const expressionPlaces: { readonly [type: string]: readonly string[] } = {
  map: ['over'],
  loop: ['over', 'while', 'until'],
  wait: ['key'],
  external: ['when'],
  condition: ['when'],
  'card-submitted': ['when'],
  'policy-check': ['rules.*.that'],
  'output-validation': ['value'],
  'exit-condition': ['that'],
  'error-free': ['outputs.*'],
  schema: ['value'],
  expression: ['that'],
  'confidence-threshold': ['of'],
};

/** What is done with the source of an expression, and with a template. */
export interface TextChange {
  expression(source: string): string;
  template(source: string): string;
}

/** The config with its texts changed; the same object where none of them did. */
export function changedConfig(type: string, config: JsonObject, change: TextChange): JsonObject {
  const places = Object.hasOwn(expressionPlaces, type) ? (expressionPlaces[type] ?? []) : [];
  const changed = changedTexts(config, (text, path) => (places.includes(path) ? change.expression(text) : change.template(text)));
  return isJsonObject(changed) ? changed : config;
}

/** The value with every text in it changed, which is told its path; what did not change keeps its identity. */
export function changedTexts(value: Json, change: (text: string, path: string) => string, path = ''): Json {
  if (typeof value === 'string') return change(value, path);
  if (isJsonList(value)) {
    const items = value.map((item) => changedTexts(item, change, path === '' ? '*' : `${path}.*`));
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  if (!isJsonObject(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, changedTexts(member, change, path === '' ? key : `${path}.${key}`)] as const);
  return members.every(([key, member]) => member === value[key]) ? value : Object.fromEntries(members);
}
