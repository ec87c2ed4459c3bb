import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';

/** A card nobody shows yet, with one question. */
export function newCard(definition: JsonObject, title: string): JsonObject {
  return { id: takeFreshId(takenIds(definition), 'cards', title), title, body: '', fields: [newField([], 'textarea')], submitLabel: inspectorWords.cards.submit };
}

export const fieldTypes = ['text', 'textarea', 'number', 'checkbox', 'toggle', 'select', 'radio', 'multiselect', 'date', 'time', 'datetime', 'file'] as const;
export type FieldType = (typeof fieldTypes)[number];
export const blockTypes = ['heading', 'paragraph', 'bullets', 'image', 'table', 'divider', 'callout'] as const;
export type BlockType = (typeof blockTypes)[number];

/** A field with a key that none of the others has. */
export function newField(others: readonly JsonObject[], type: FieldType): JsonObject {
  return asFieldType({ key: freshKey(others, inspectorWords.cards.newKey), label: inspectorWords.cards.newLabel, required: false }, type);
}

/** A block with a key that none of the others has. */
export function newBlock(others: readonly JsonObject[], type: BlockType): JsonObject {
  return { key: freshKey(others, type), type, ...ofBlock[type] };
}

const ofBlock: { readonly [type in BlockType]: JsonObject } = {
  heading: { text: cardEditorWords.headingText },
  paragraph: { text: cardEditorWords.paragraphText },
  bullets: { items: [cardEditorWords.bullet] },
  image: { source: '', alt: '' },
  table: { rows: [] },
  divider: {},
  callout: { tone: 'info', text: cardEditorWords.calloutText },
};

function freshKey(others: readonly JsonObject[], stem: string): string {
  const keys = new Set(others.map(({ key }) => key));
  let key = stem;
  for (let number = 2; keys.has(key); number += 1) key = `${stem}_${String(number)}`;
  return key;
}

/** What is dragged from the palette into the list of parts: its type. */
export const partType = 'application/x-aiwm-card-part';

/** A field or a block of this type; undefined where there is none such. */
export function newPart(others: readonly JsonObject[], type: string): JsonObject | undefined {
  if (isBlockType(type)) return newBlock(others, type);
  const field = fieldTypes.find((each) => each === type);
  return field === undefined ? undefined : newField(others, field);
}

export function isBlockType(type: string): type is BlockType {
  return blockTypes.some((each) => each === type);
}

const withOptions: ReadonlySet<string> = new Set(['select', 'radio', 'multiselect']);
const text = ['minLength', 'maxLength', 'pattern', 'patternMessage'];
const own: { readonly [type: string]: readonly string[] } = { text, textarea: text, number: ['minimum', 'maximum'], select: ['options'], radio: ['options'], multiselect: ['options'], file: ['accept', 'maxBytes'] };
const common = ['key', 'label', 'help', 'required', 'width', 'shownWhen'];

/** The field as one of another type: what both have stays. */
export function asFieldType(field: JsonObject, type: FieldType): JsonObject {
  const kept = Object.entries(field).filter(([name]) => common.includes(name) || own[type]?.includes(name) === true);
  const { options } = field;
  return { ...Object.fromEntries(kept), type, ...(withOptions.has(type) && options === undefined ? { options: inspectorWords.cards.newOptions.map((label) => ({ value: label.toLowerCase(), label })) } : {}) };
}
