import type { ElicitRequestFormParams } from '@modelcontextprotocol/server';
import { type CardField, type CardPart, inputsOf } from '../core/domain/model/card.ts';
import { present } from '../core/domain/model/present.ts';

type Form = ElicitRequestFormParams['requestedSchema'];
type FormField = Form['properties'][string];

/** A card as a form an assistant's program can show; nothing where a field of it cannot be asked there, as a file. */
export function formOfCard(fields: readonly CardPart[]): Form | undefined {
  const inputs = inputsOf(fields);
  if (inputs.some(({ type }) => type === 'file')) return undefined;
  const properties = Object.fromEntries(inputs.map((field) => [field.key, formField(field)]));
  // What is only shown under a condition cannot be demanded beforehand; the card itself demands it.
  const required = inputs.filter((field) => field.required && field.shownWhen === undefined && field.type !== 'checkbox' && field.type !== 'toggle').map(({ key }) => key);
  return { type: 'object', properties, required };
}

/** What a card says besides its fields. */
export function wordsOfCard({ title, body, fields }: { readonly title: string; readonly body: string; readonly fields: readonly CardPart[] }): string {
  const said = fields.flatMap((part) => (part.type === 'heading' || part.type === 'paragraph' || part.type === 'callout' ? [part.text] : []));
  return [title, body, ...said].filter((text) => text !== '').join('\n\n');
}

function formField(field: CardField): FormField {
  const about = { title: field.label, ...present({ description: field.help }) };
  switch (field.type) {
    case 'number':
      return { type: 'number', ...about, ...present({ minimum: field.minimum, maximum: field.maximum, default: typeof field.default === 'number' ? field.default : undefined }) };
    case 'checkbox':
    case 'toggle':
      return { type: 'boolean', ...about, ...present({ default: typeof field.default === 'boolean' ? field.default : undefined }) };
    case 'select':
    case 'radio':
      return { type: 'string', ...about, oneOf: field.options.map(({ value, label }) => ({ const: value, title: label })), ...present({ default: textOf(field.default) }) };
    case 'multiselect':
      return { type: 'array', ...about, items: { anyOf: field.options.map(({ value, label }) => ({ const: value, title: label })) } };
    case 'date':
      return { type: 'string', ...about, format: 'date', ...present({ default: textOf(field.default) }) };
    case 'text':
    case 'textarea':
      return { type: 'string', ...about, ...present({ minLength: field.minLength, maxLength: field.maxLength, default: textOf(field.default) }) };
    case 'time':
    case 'datetime':
    case 'file':
      return { type: 'string', ...about, ...present({ default: textOf(field.default) }) };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
