import type { InsertedText } from './inserted-text.ts';
import type { JsonObject } from './json.ts';

/** Formats a formatter reads and writes. */
export const textFormats = ['txt', 'markdown', 'json', 'yaml', 'csv', 'tsv', 'html'] as const;
export type TextFormat = (typeof textFormats)[number];

/** Formats a builder makes from a {@link DocumentSource}. */
export const documentFormats = ['markdown', 'html', 'docx', 'pdf'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** What a document is made from: a text, and the charts and images it names by `chart:<id>` and `image:<id>` addresses. */
export type DocumentSource = DocumentDress & DocumentText;

/** The text of a document, in one of two languages; both are read to the same tree. */
export type DocumentText =
  | {
      /**
       * GitHub-flavoured Markdown. `![caption](chart:<id>)` places a chart, `![alt](image:<id>)` an image; no other address
       * is loaded. `<!-- contents -->` places a table of contents, `<!-- pagebreak -->` begins a page.
       */
      readonly markdown: string;
      readonly html?: undefined;
      /** What values put into the text, where it has their places: no sign of theirs is taken for a mark. */
      readonly texts?: readonly InsertedText[];
    }
  | {
      /** A page or a part of one; only what a document can hold is taken from it, scripts, styles and forms never. */
      readonly html: string;
      readonly markdown?: undefined;
      readonly texts?: undefined;
    };

/** What a document says of itself, and what stands around its text. */
export interface DocumentDress {
  readonly title: string;
  readonly author?: string;
  readonly subject?: string;
  readonly keywords?: readonly string[];
  /** BCP 47, for the document's metadata, its hyphens and its fonts. @default the language of the HTML, else 'en' */
  readonly language?: string;
  /** Which way the document reads. @default the way of its language */
  readonly direction?: TextDirection;
  /** Puts a table of contents behind the first heading. @default false */
  readonly contents?: boolean;
  /** One line at the head of every page of a paged format. */
  readonly header?: string;
  /** One line at the foot of every page, before the page number. */
  readonly footer?: string;
  /** What the pages of a paged format are. @default A4, portrait */
  readonly paper?: Paper;
  readonly charts?: { readonly [id: string]: ChartSpec };
  /** By id; a key that is a whole address of the text (`./logo.png`) is found by that, too. */
  readonly images?: { readonly [id: string]: DocumentImage };
}

export type TextDirection = 'ltr' | 'rtl';

export const paperSizes = ['A4', 'Letter'] as const;
export type PaperSize = (typeof paperSizes)[number];
export const paperOrientations = ['portrait', 'landscape'] as const;

/** The paper of a page, and how it is held. */
export interface Paper {
  readonly size: PaperSize;
  readonly orientation: (typeof paperOrientations)[number];
}

export const usualPaper: Paper = { size: 'A4', orientation: 'portrait' };

export interface DocumentImage {
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
}

/** A chart as data; one renderer draws it, so every format shows the same picture. */
export interface ChartSpec {
  readonly kind: 'line' | 'bar' | 'scatter';
  readonly title?: string;
  /** One label per point, in drawing order. */
  readonly x: readonly string[];
  readonly xLabel?: string;
  readonly yLabel?: string;
  /** `values` has the length of `x`; null leaves a gap. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}

export interface BuiltDocument {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Facts a caller may show: pages of a PDF, charts drawn. */
  readonly facts: JsonObject;
  /** Sentences for the person who gets the document: what was left out, which letters have no font, and what helps. */
  readonly notes: readonly string[];
}
