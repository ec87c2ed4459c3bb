import type { CardField } from '../../core/domain/model/card.ts';
import type { Json, JsonObject } from '../../core/domain/model/json.ts';
import { formWords } from '../strings/forms.ts';

/** What is in a card's controls: text as typed, a box, or the ticked options. */
export type CardControl = string | boolean | readonly string[];
export type CardControls = Readonly<Record<string, CardControl>>;

export interface ReadCard {
  readonly values: JsonObject;
  /** By field key; empty when the answer may be sent. */
  readonly errors: Readonly<Record<string, string>>;
}

/** The controls when the form opens: defaults where the card has them. */
export function initialControls(fields: readonly CardField[]): CardControls {
  return Object.fromEntries(fields.map((field) => [field.key, initialControl(field)]));
}

function initialControl(field: CardField): CardControl {
  const { default: given } = field;
  if (field.type === 'checkbox') return given === true;
  if (field.type === 'multiselect') return Array.isArray(given) ? given.map(String) : [];
  return given === undefined || given === null ? '' : typeof given === 'string' ? given : JSON.stringify(given);
}

/** Typed values for the host, which checks them again; optional fields left empty are left out. */
export function readCard(fields: readonly CardField[], controls: CardControls): ReadCard {
  const values: Record<string, Json> = {};
  const errors: Record<string, string> = {};
  for (const field of fields) {
    const control = controls[field.key] ?? initialControl(field);
    const fault = faultOf(field, control);
    if (fault !== undefined) errors[field.key] = fault;
    else if (!isEmpty(control)) values[field.key] = valueOf(field, control);
  }
  return { values, errors };
}

function isEmpty(control: CardControl): boolean {
  return control === '' || (Array.isArray(control) && control.length === 0);
}

function valueOf(field: CardField, control: CardControl): Json {
  if (field.type === 'number' && typeof control === 'string') return Number(control);
  return control;
}

function faultOf(field: CardField, control: CardControl): string | undefined {
  if (isEmpty(control)) return field.required ? formWords.missing(field.label) : undefined;
  switch (field.type) {
    case 'checkbox':
      return field.required && control !== true ? formWords.mustTick(field.label) : undefined;
    case 'number':
      return numberFault(field, Number(control));
    case 'text':
    case 'textarea':
      return textFault(field, String(control));
    case 'select':
    case 'radio':
    case 'multiselect':
    case 'date':
      return undefined;
  }
}

function numberFault({ label, minimum, maximum }: Extract<CardField, { type: 'number' }>, value: number): string | undefined {
  if (!Number.isFinite(value)) return formWords.notANumber(label);
  if (minimum !== undefined && value < minimum) return formWords.atLeast(label, minimum);
  if (maximum !== undefined && value > maximum) return formWords.atMost(label, maximum);
  return undefined;
}

/** The pattern is RE2 and is left to the host. */
function textFault({ label, minLength, maxLength }: Extract<CardField, { type: 'text' | 'textarea' }>, value: string): string | undefined {
  if (minLength !== undefined && value.length < minLength) return formWords.tooShort(label, minLength);
  if (maxLength !== undefined && value.length > maxLength) return formWords.tooLong(label, maxLength);
  return undefined;
}
