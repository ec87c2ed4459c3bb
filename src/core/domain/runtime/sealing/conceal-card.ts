import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { Concealer } from './sealed-value.ts';

/** The texts of a card concealed one by one: what is left is a card still, which doors can show. */
export function cardConcealed(card: Json, by: Concealer): Json {
  if (!isJsonObject(card)) return card;
  const { fields } = card;
  return { ...texts(card, ['title', 'body', 'submitLabel'], by), ...(isJsonList(fields) ? { fields: fields.map((field) => fieldConcealed(field, by)) } : {}) };
}

function fieldConcealed(field: Json, by: Concealer): Json {
  if (!isJsonObject(field)) return field;
  const { options } = field;
  const values = ['default', 'items', 'rows'].flatMap((name) => (field[name] === undefined ? [] : [[name, by.value(field[name])] as const]));
  return {
    ...texts(field, ['label', 'help', 'text', 'source', 'alt', 'patternMessage'], by),
    ...Object.fromEntries(values),
    ...(isJsonList(options) ? { options: options.map((option) => (isJsonObject(option) ? texts(option, ['label'], by) : option)) } : {}),
  };
}

/** An empty text tells nothing. */
function texts(object: JsonObject, names: readonly string[], by: Concealer): JsonObject {
  const changed = names.flatMap((name) => {
    const text = object[name];
    return typeof text === 'string' && text !== '' ? [[name, by.text(text)] as const] : [];
  });
  return { ...object, ...Object.fromEntries(changed) };
}
