import type { JsonObject } from './json.ts';

/** Formats a formatter reads and writes. */
export const textFormats = ['txt', 'markdown', 'json', 'yaml', 'csv', 'tsv', 'html'] as const;
export type TextFormat = (typeof textFormats)[number];

/** Formats a builder makes from a {@link DocumentSource}. */
export const documentFormats = ['markdown', 'html', 'docx', 'pdf'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** What a document is made from: Markdown text, and the charts and images it names by `chart:<id>` and `image:<id>` addresses. */
export interface DocumentSource {
  readonly title: string;
  readonly author?: string;
  /** BCP 47, for the document's metadata. @default 'en' */
  readonly language?: string;
  /** GitHub-flavoured Markdown. `![caption](chart:<id>)` places a chart, `![alt](image:<id>)` an image; no other address is loaded. */
  readonly markdown: string;
  readonly charts?: { readonly [id: string]: ChartSpec };
  readonly images?: { readonly [id: string]: DocumentImage };
}

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
}
