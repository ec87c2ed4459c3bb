import { answerFaults, isEmptyAnswer } from '../../core/domain/model/card-answer.ts';
import type { CardField } from '../../core/domain/model/card.ts';
import { isJsonObject, type Json, type JsonObject } from '../../core/domain/model/json.ts';
import { faultWords } from './fault-words.ts';

/** What is in a card's controls: text as typed, a box, or the ticked options. */
export type CardControl = string | boolean | readonly string[];
export type CardControls = Readonly<Record<string, CardControl>>;

export interface ReadCard {
  readonly values: JsonObject;
  /** By field key; empty when the answer may be sent. */
  readonly errors: Readonly<Record<string, string>>;
}

const none: ReadonlySet<string> = new Set();

/** The controls when the form opens: defaults where the card has them. */
export function initialControls(fields: readonly CardField[]): CardControls {
  return Object.fromEntries(fields.map((field) => [field.key, initialControl(field)]));
}

function initialControl(field: CardField): CardControl {
  const { default: given } = field;
  if (field.type === 'checkbox' || field.type === 'toggle') return given === true;
  if (field.type === 'multiselect') return Array.isArray(given) ? given.map(String) : [];
  if (field.type === 'file' && isJsonObject(given)) return typeof given['path'] === 'string' ? given['path'] : '';
  return given === undefined || given === null ? '' : typeof given === 'string' ? given : JSON.stringify(given);
}

/** Typed values for the host, by the rules it holds them against; patterns are left to it. Empty fields and hidden ones are left out. */
export function readCard(fields: readonly CardField[], controls: CardControls, hidden: ReadonlySet<string> = none): ReadCard {
  const asked = fields.filter(({ key }) => !hidden.has(key));
  const filled = asked.flatMap((field) => {
    const control = controls[field.key] ?? initialControl(field);
    return isEmptyAnswer(control) ? [] : [{ field, value: valueOf(field, control) }];
  });
  const faults = answerFaults(asked, Object.fromEntries(filled.map(({ field, value }) => [field.key, field.type === 'file' && typeof value === 'string' ? fileSaid(value) : value])), { isByPerson: true });
  const labels = new Map(asked.map(({ key, label }) => [key, label]));
  return {
    values: Object.fromEntries(filled.filter(({ field }) => faults[field.key] === undefined).map(({ field, value }) => [field.key, value])),
    errors: Object.fromEntries(Object.entries(faults).map(([key, fault]) => [key, faultWords(labels.get(key) ?? key, fault)])),
  };
}

function valueOf(field: CardField, control: CardControl): Json {
  if (field.type === 'number' && typeof control === 'string') return Number(control);
  return control;
}

/** As far as its path tells; the host looks at the file itself. */
function fileSaid(path: string): JsonObject {
  return { path, name: path.split(/[/\\]/u).at(-1) ?? path, bytes: 0, sha256: '' };
}
