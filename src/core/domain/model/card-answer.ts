import { CardFile, type CardField, mostFileBytes } from './card.ts';
import { isJsonList, type Json, type JsonObject } from './json.ts';

/** What is wrong with one field of an answer; doors have the words. */
export type AnswerFault =
  | { readonly kind: 'missing' | 'notTicked' | 'notText' | 'notNumber' | 'notFlag' | 'notDate' | 'notTime' | 'notMoment' | 'notFile' | 'unknown' }
  | { readonly kind: 'notOption' | 'notOptions'; readonly options: readonly string[] }
  | { readonly kind: 'tooShort' | 'tooLong' | 'atLeast' | 'atMost' | 'tooLarge'; readonly limit: number }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly message?: string | undefined }
  | { readonly kind: 'notAccepted'; readonly accept: readonly string[] };

export type AnswerFaults = Readonly<Record<string, AnswerFault>>;

export interface AnswerRules {
  /** Whether the whole text fits the RE2 pattern. Where nobody can say, patterns are left to who can. */
  readonly matches?: (text: string, pattern: string) => boolean;
  /** Fields that are not asked for as things stand: nothing need stand in them. */
  readonly hidden?: ReadonlySet<string>;
  /** A person answers: blanks alone give nothing that is required. Journals hold answers that were taken without this. */
  readonly isByPerson?: boolean;
}

/** What is wrong with an answer, by field; empty when it is valid. The one schema of answers, for the host and for forms. */
export function answerFaults(fields: readonly CardField[], values: JsonObject, rules: AnswerRules = {}): AnswerFaults {
  const faults: Record<string, AnswerFault> = {};
  for (const field of fields) {
    const value = Object.hasOwn(values, field.key) ? values[field.key] : undefined;
    const isNothing = isEmptyAnswer(value) || (rules.isByPerson === true && field.required && isBlankAnswer(value));
    const fault = isNothing ? emptyFault(field, rules) : valueFault(field, value, rules);
    if (fault !== undefined) faults[field.key] = fault;
  }
  for (const key of Object.keys(values)) {
    if (!fields.some((field) => field.key === key)) faults[key] = { kind: 'unknown' };
  }
  return faults;
}

export function isEmptyAnswer(value: Json | undefined): value is undefined | null | '' | readonly never[] {
  return value === undefined || value === null || value === '' || (isJsonList(value) && value.length === 0);
}

/** Whether nothing can be read in it. */
export function isBlankAnswer(value: Json | undefined): boolean {
  return typeof value === 'string' && value.trim() === '';
}

function emptyFault(field: CardField, { hidden }: AnswerRules): AnswerFault | undefined {
  return field.required && hidden?.has(field.key) !== true ? { kind: 'missing' } : undefined;
}

function valueFault(field: CardField, value: Json, rules: AnswerRules): AnswerFault | undefined {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return textFault(field, value, rules);
    case 'number':
      return numberFault(field, value);
    case 'checkbox':
    case 'toggle':
      return flagFault(field, value, rules);
    case 'select':
    case 'radio':
      return isOption(field, value) ? undefined : { kind: 'notOption', options: optionsOf(field) };
    case 'multiselect':
      return isJsonList(value) && value.every((one) => isOption(field, one)) && new Set(value).size === value.length ? undefined : { kind: 'notOptions', options: optionsOf(field) };
    case 'date':
      return isDate(value) ? undefined : { kind: 'notDate' };
    case 'time':
      return isTime(value) ? undefined : { kind: 'notTime' };
    case 'datetime':
      return isMoment(value) ? undefined : { kind: 'notMoment' };
    case 'file':
      return fileFault(field, value);
    default:
      return field satisfies never;
  }
}

type Of<Type extends CardField['type']> = Extract<CardField, { readonly type: Type }>;
type Options = Extract<CardField, { readonly options: unknown }>;

function isOption(field: Options, value: Json): boolean {
  return field.options.some((option) => option.value === value);
}

function optionsOf(field: Options): readonly string[] {
  return field.options.map((option) => option.value);
}

function textFault({ minLength = 0, maxLength = 100_000, pattern, patternMessage }: Of<'text' | 'textarea'>, value: Json, { matches }: AnswerRules): AnswerFault | undefined {
  if (typeof value !== 'string') return { kind: 'notText' };
  const length = [...value].length;
  if (length < minLength) return { kind: 'tooShort', limit: minLength };
  if (length > maxLength) return { kind: 'tooLong', limit: maxLength };
  return pattern === undefined || matches === undefined || matches(value, pattern) ? undefined : { kind: 'pattern', pattern, message: patternMessage };
}

function numberFault({ minimum, maximum }: Of<'number'>, value: Json): AnswerFault | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return { kind: 'notNumber' };
  if (minimum !== undefined && value < minimum) return { kind: 'atLeast', limit: minimum };
  return maximum !== undefined && value > maximum ? { kind: 'atMost', limit: maximum } : undefined;
}

/** A box that must be ticked is a promise; a switch is an answer either way. */
function flagFault(field: Of<'checkbox' | 'toggle'>, value: Json, { hidden }: AnswerRules): AnswerFault | undefined {
  if (typeof value !== 'boolean') return { kind: 'notFlag' };
  return field.type === 'checkbox' && field.required && !value && hidden?.has(field.key) !== true ? { kind: 'notTicked' } : undefined;
}

function fileFault({ accept, maxBytes = mostFileBytes }: Of<'file'>, value: Json): AnswerFault | undefined {
  const file = CardFile.safeParse(value);
  if (!file.success) return { kind: 'notFile' };
  if (file.data.bytes > maxBytes) return { kind: 'tooLarge', limit: maxBytes };
  return accept === undefined || isAccepted(file.data.name, accept) ? undefined : { kind: 'notAccepted', accept };
}

/** Whether a name ends as the field takes them. */
export function isAccepted(name: string, accept: readonly string[]): boolean {
  return accept.some((ending) => name.toLowerCase().endsWith(ending));
}

function isDate(value: Json): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/u.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

function isTime(value: Json): boolean {
  return typeof value === 'string' && /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/u.test(value);
}

function isMoment(value: Json): boolean {
  if (typeof value !== 'string') return false;
  const [day, time, ...more] = value.split('T');
  return more.length === 0 && isDate(day ?? '') && isTime(time ?? '');
}
