import { z } from 'zod';
import { paperOrientations, paperSizes, usualPaper } from './document.ts';
import { LocalId } from './ids.ts';

/** Formats a document template is written in: a text with `{{ }}`, or sections composed as JSON. */
export const templateFormats = ['md', 'html', 'template'] as const;
export type TemplateFormat = (typeof templateFormats)[number];

/** Templates every installation has; they are named `stock:<name>`. */
export const stockTemplateNames = ['report', 'letter', 'minutes'] as const;
export type StockTemplateName = (typeof stockTemplateNames)[number];

/** What a template and the document it makes may be at most. */
export const templateLimits = {
  /** Characters of the template itself. */
  source: 256 * 1024,
  /** Sections inside sections. */
  depth: 8,
  /** Sections after every repeat. */
  sections: 2000,
  /** Elements one repeat goes through. */
  repeats: 1000,
  /** Cells of all tables together. */
  cells: 50_000,
  /** Characters of the document, values included. */
  text: 2 * 1024 * 1024,
} as const;

const expression = z.string().min(1).max(4096);
const text = z.string().max(templateLimits.source);

const Column = z.strictObject({
  title: text.max(4000),
  /** Expression over `item`, the row. */
  value: expression,
  align: z.enum(['left', 'center', 'right']).default('left'),
  /** The value is Markdown of one line; else it is text. */
  markdown: z.literal(true).optional(),
});

const Chart = z.strictObject({
  kind: z.enum(['line', 'bar', 'scatter']),
  title: text.max(4000).optional(),
  caption: text.max(4000).default(''),
  /** Expression of a list of labels. */
  x: expression,
  xLabel: text.max(4000).optional(),
  yLabel: text.max(4000).optional(),
  /** `values` are expressions of lists of numbers, null for a gap. */
  series: z.array(z.strictObject({ name: text.max(4000), values: expression })).min(1).max(12),
});

/** What a section may hold; a section has one of these, or none and only a heading. */
const contents = {
  /** A text with `{{ }}`; what an expression gives stands in it as text. */
  markdown: text.optional(),
  /** An expression whose text becomes paragraphs as it is; the author may say that it is Markdown. */
  value: z.strictObject({ of: expression, markdown: z.literal(true).optional() }).optional(),
  table: z.strictObject({ rows: expression, columns: z.array(Column).min(1).max(20), empty: text.max(4000).optional() }).optional(),
  chart: Chart.optional(),
  /** Another document of the registry, Markdown or plain text, as it was when the run began. */
  document: z.strictObject({ id: z.string().min(1).max(200), revision: z.int().min(1).optional() }).optional(),
  pageBreak: z.literal(true).optional(),
} as const;

/** A part of a document: one content, or sections of its own. */
export interface TemplateSection {
  readonly when?: string | undefined;
  readonly each?: { readonly in: string; readonly as: string } | undefined;
  readonly heading?: string | undefined;
  readonly level?: number | undefined;
  readonly markdown?: string | undefined;
  readonly value?: { readonly of: string; readonly markdown?: true | undefined } | undefined;
  readonly table?: { readonly rows: string; readonly columns: readonly z.infer<typeof Column>[]; readonly empty?: string | undefined } | undefined;
  readonly chart?: z.infer<typeof Chart> | undefined;
  readonly document?: { readonly id: string; readonly revision?: number | undefined } | undefined;
  readonly pageBreak?: true | undefined;
  readonly sections?: readonly TemplateSection[] | undefined;
}

const TemplateSection: z.ZodType<TemplateSection> = z
  .strictObject({
    /** Expression: only while it is true. */
    when: expression.optional(),
    /** Once for each element of a list, seen as `item` and as `vars.<as>`. */
    each: z.strictObject({ in: expression, as: LocalId }).optional(),
    heading: text.max(4000).optional(),
    /** Of the heading. */
    level: z.int().min(1).max(6).optional(),
    ...contents,
    get sections() {
      return z.array(TemplateSection).max(200).optional();
    },
  })
  .refine((section) => contentOf(section).length <= 1, `a section has one of ${[...Object.keys(contents), 'sections'].join(', ')}`)
  .refine((section) => section.heading !== undefined || contentOf(section).length === 1, 'a section has a heading or a content');

/** What stands in a section: the name of its field, if any. */
export function contentOf(section: TemplateSection): readonly (keyof TemplateSection)[] {
  return ([...Object.keys(contents), 'sections'] as (keyof TemplateSection)[]).filter((name) => section[name] !== undefined);
}

/** A document composed of sections, in the format `aiwm.template/1`. Texts hold `{{ }}`; values are expressions over `inputs`. */
export const CompositeTemplate = z.strictObject({
  format: z.literal('aiwm.template/1'),
  title: text.min(1).max(4000),
  author: text.max(4000).optional(),
  /** JSON Schema of what it reads as `inputs`, for forms and previews. */
  inputs: z.record(z.string(), z.json()).optional(),
  /** Values for a preview. */
  sample: z.record(z.string(), z.json()).optional(),
  options: z
    .strictObject({
      language: text.max(4000).default('en'),
      /** At the top of every page. */
      header: text.max(4000).optional(),
      /** At the foot of every page, beside its number. */
      footer: text.max(4000).optional(),
      /** A list of the headings after the header. */
      contents: z.boolean().default(false),
      /** Of paged formats. */
      page: z.strictObject({ size: z.enum(paperSizes).default(usualPaper.size), orientation: z.enum(paperOrientations).default(usualPaper.orientation) }).optional(),
    })
    .prefault({}),
  header: z.array(TemplateSection).max(200).default([]),
  body: z.array(TemplateSection).min(1).max(200),
  /** Each begins on a page of its own and is lettered. */
  appendices: z.array(TemplateSection).max(26).default([]),
});
export type CompositeTemplate = z.infer<typeof CompositeTemplate>;
