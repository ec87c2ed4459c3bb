import { z } from 'zod';
import { LocalId } from './ids.ts';
import { JsonValue } from './json-value.ts';

const field = {
  key: LocalId,
  label: z.string().min(1),
  help: z.string().optional(),
  required: z.boolean().default(false),
  /** A JSON value, or a string that is a template. */
  default: JsonValue.optional(),
};
const text = {
  ...field,
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(1).max(100_000).optional(),
  /** RE2, matched against the whole text. */
  pattern: z.string().max(500).optional(),
};
const option = z.strictObject({ value: z.string(), label: z.string() });

/** What a person fills in. Each kind of field has one kind of value: text, number, boolean, one or several option values, an ISO date. */
export const CardField = z.discriminatedUnion('type', [
  z.strictObject({ ...text, type: z.literal('text') }),
  z.strictObject({ ...text, type: z.literal('textarea') }),
  z.strictObject({ ...field, type: z.literal('number'), minimum: z.number().optional(), maximum: z.number().optional() }),
  z.strictObject({ ...field, type: z.literal('checkbox') }),
  z.strictObject({ ...field, type: z.literal('select'), options: z.array(option).min(1) }),
  z.strictObject({ ...field, type: z.literal('radio'), options: z.array(option).min(1) }),
  z.strictObject({ ...field, type: z.literal('multiselect'), options: z.array(option).min(1) }),
  z.strictObject({ ...field, type: z.literal('date') }),
]);
export type CardField = z.infer<typeof CardField>;

/** A form shown to a person. `body` is Markdown and, like every text here, a template. */
export const Card = z.strictObject({
  id: LocalId,
  title: z.string().min(1),
  body: z.string().default(''),
  fields: z.array(CardField).default([]),
  submitLabel: z.string().default('Submit'),
});
export type Card = z.infer<typeof Card>;
