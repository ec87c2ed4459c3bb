import { z } from 'zod';
import { LocalId } from './ids.ts';
import { JsonValue } from './json-value.ts';

/** What every part of a card has besides what it is. */
const part = {
  key: LocalId,
  /** How much of a row it takes where there is room; alone in its row if absent. */
  width: z.enum(['half', 'third']).optional(),
  /** An expression over what the card’s node sees and what is filled in so far, `nodes.<node>.card.values`. */
  shownWhen: z.string().min(1).max(2000).optional(),
};
const field = {
  ...part,
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
  /** What a person reads whose text the pattern does not match. */
  patternMessage: z.string().max(500).optional(),
};
const option = z.strictObject({ value: z.string(), label: z.string() });
const options = z.array(option).min(1);

/** Bytes a file of a card may have where its field says nothing. */
export const mostFileBytes = 32_000_000;

const inputs = [
  z.strictObject({ ...text, type: z.literal('text') }),
  z.strictObject({ ...text, type: z.literal('textarea') }),
  z.strictObject({ ...field, type: z.literal('number'), minimum: z.number().optional(), maximum: z.number().optional() }),
  z.strictObject({ ...field, type: z.literal('checkbox') }),
  z.strictObject({ ...field, type: z.literal('toggle') }),
  z.strictObject({ ...field, type: z.literal('select'), options }),
  z.strictObject({ ...field, type: z.literal('radio'), options }),
  z.strictObject({ ...field, type: z.literal('multiselect'), options }),
  z.strictObject({ ...field, type: z.literal('date') }),
  z.strictObject({ ...field, type: z.literal('time') }),
  z.strictObject({ ...field, type: z.literal('datetime') }),
  z.strictObject({
    ...field,
    type: z.literal('file'),
    /** Endings of names that are taken, such as `.pdf`; any if absent. */
    accept: z.array(z.string().regex(/^\.[a-z0-9]{1,16}$/u, 'An ending such as .pdf')).min(1).max(50).optional(),
    maxBytes: z.int().min(1).max(mostFileBytes).optional(),
  }),
] as const;

const blocks = [
  /** Begins a section: what follows belongs to it, up to the next. */
  z.strictObject({ ...part, type: z.literal('heading'), text: z.string().min(1) }),
  /** Markdown. */
  z.strictObject({ ...part, type: z.literal('paragraph'), text: z.string() }),
  /** A list of texts, or a template that gives one. */
  z.strictObject({ ...part, type: z.literal('bullets'), items: JsonValue }),
  /** A picture as a data address; a web address becomes a link, since a card fetches nothing. */
  z.strictObject({ ...part, type: z.literal('image'), source: z.string().max(3_000_000), alt: z.string() }),
  /** A list of objects or of lists, or a template that gives one. */
  z.strictObject({ ...part, type: z.literal('table'), label: z.string().optional(), columns: z.array(z.strictObject({ key: z.string(), label: z.string() })).max(50).optional(), rows: JsonValue }),
  z.strictObject({ ...part, type: z.literal('divider') }),
  z.strictObject({ ...part, type: z.literal('callout'), tone: z.enum(['info', 'good', 'warning', 'bad']).default('info'), text: z.string() }),
] as const;

/**
 * What a person fills in. Each kind of field has one kind of value: text, number, boolean, one or several option values, an
 * ISO date, time or local date and time, or a file as {@link CardFile}.
 */
export const CardField = z.discriminatedUnion('type', inputs);
export type CardField = z.infer<typeof CardField>;

/** What a person only looks at. */
export const CardBlock = z.discriminatedUnion('type', blocks);
export type CardBlock = z.infer<typeof CardBlock>;

export const CardPart = z.discriminatedUnion('type', [...inputs, ...blocks]);
export type CardPart = z.infer<typeof CardPart>;

/** The answer to a field of type `file`. */
export const CardFile = z.strictObject({ path: z.string(), name: z.string(), bytes: z.int().min(0), sha256: z.string() });
export type CardFile = z.infer<typeof CardFile>;

/** A form shown to a person. `body` is Markdown and, like every text here, a template; its `fields` are inputs and blocks in their order. */
export const Card = z.strictObject({
  id: LocalId,
  title: z.string().min(1),
  body: z.string().default(''),
  fields: z.array(CardPart).default([]),
  submitLabel: z.string().default('Submit'),
});
export type Card = z.infer<typeof Card>;

const blockTypes: ReadonlySet<string> = new Set(blocks.map(({ shape }) => shape.type.value));

export function isCardBlock(each: CardPart): each is CardBlock {
  return isBlockType(each.type);
}

/** Whether parts of this type are only looked at. */
export function isBlockType(type: unknown): boolean {
  return typeof type === 'string' && blockTypes.has(type);
}

/** What of a card is filled in. */
export function inputsOf(parts: readonly CardPart[]): readonly CardField[] {
  return parts.filter((each): each is CardField => !isCardBlock(each));
}
