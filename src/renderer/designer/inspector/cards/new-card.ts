import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';

/** A card nobody shows yet, with one question. */
export function newCard(definition: JsonObject, title: string): JsonObject {
  return { id: takeFreshId(takenIds(definition), 'cards', title), title, body: '', fields: [newField([], 'textarea')], submitLabel: inspectorWords.cards.submit };
}

export const fieldTypes = ['text', 'textarea', 'number', 'checkbox', 'select', 'radio', 'multiselect', 'date'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A field with a key that none of the others has. */
export function newField(others: readonly JsonObject[], type: FieldType): JsonObject {
  const keys = new Set(others.map(({ key }) => key));
  const stem = inspectorWords.cards.newKey;
  let key: string = stem;
  for (let number = 2; keys.has(key); number += 1) key = `${stem}_${String(number)}`;
  return asFieldType({ key, label: inspectorWords.cards.newLabel, required: false }, type);
}

const withOptions: ReadonlySet<string> = new Set(['select', 'radio', 'multiselect']);
const own: { readonly [type: string]: readonly string[] } = { text: ['minLength', 'maxLength', 'pattern'], textarea: ['minLength', 'maxLength', 'pattern'], number: ['minimum', 'maximum'], select: ['options'], radio: ['options'], multiselect: ['options'] };
const common = ['key', 'label', 'help', 'required'];

/** The field as one of another type: what both have stays. */
export function asFieldType(field: JsonObject, type: FieldType): JsonObject {
  const kept = Object.entries(field).filter(([name]) => common.includes(name) || own[type]?.includes(name) === true);
  const { options } = field;
  return { ...Object.fromEntries(kept), type, ...(withOptions.has(type) && options === undefined ? { options: inspectorWords.cards.newOptions.map((label) => ({ value: label.toLowerCase(), label })) } : {}) };
}
