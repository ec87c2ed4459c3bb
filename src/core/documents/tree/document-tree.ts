import type { Paper, TextDirection } from '../../domain/model/document.ts';

/**
 * What a document is made of once its text is read: the safe part of the Markdown tree, with pictures in place.
 * Raw HTML, foreign addresses, references and definitions are gone, so a builder has a case for each thing and no more.
 */
export interface DocumentTree {
  readonly title: string;
  readonly author: string | undefined;
  readonly subject: string | undefined;
  readonly keywords: readonly string[];
  /** BCP 47. */
  readonly language: string;
  readonly direction: TextDirection;
  readonly paper: Paper;
  /** One line at the head of every page; empty for none. */
  readonly header: string;
  /** One line at the foot of every page, before its number; empty for none. */
  readonly footer: string;
  readonly blocks: readonly Block[];
  /** The notes at the foot of the text: the first has the number 1. */
  readonly footnotes: readonly (readonly Block[])[];
  readonly facts: TreeFacts;
}

/** What was placed and what was left out while the text was read. */
export interface TreeFacts {
  readonly charts: number;
  readonly images: number;
  readonly droppedHtml: number;
  readonly droppedImages: number;
  readonly droppedLinks: number;
}

export type Block = Heading | Paragraph | List | BlockQuote | Code | ThematicBreak | Table | Figure | PageBreak | Contents;

export interface Heading {
  readonly type: 'heading';
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
  /** What a link to it names, once in the document. */
  readonly anchor: string;
  readonly children: readonly Inline[];
}
/** Begins a page where there are pages. */
export interface PageBreak {
  readonly type: 'pageBreak';
}
/** The table of contents. */
export interface Contents {
  readonly type: 'contents';
  /** The word over it, in the language of the document. */
  readonly title: string;
  readonly entries: readonly ContentsEntry[];
  /** The depths of headings that are in it. */
  readonly levels: { readonly from: number; readonly to: number };
}
export interface ContentsEntry {
  /** From 1. */
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
}
export interface Paragraph {
  readonly type: 'paragraph';
  readonly children: readonly Inline[];
}
export interface List {
  readonly type: 'list';
  readonly ordered: boolean;
  /** The first number of an ordered list. */
  readonly start: number;
  readonly items: readonly ListItem[];
}
export interface ListItem {
  /** A task's box; undefined for an item that is no task. */
  readonly checked: boolean | undefined;
  readonly children: readonly Block[];
}
export interface BlockQuote {
  readonly type: 'blockQuote';
  readonly children: readonly Block[];
}
export interface Code {
  readonly type: 'code';
  readonly language: string | undefined;
  readonly lines: readonly string[];
}
export interface ThematicBreak {
  readonly type: 'thematicBreak';
}
export type Alignment = 'left' | 'center' | 'right';
export interface Table {
  readonly type: 'table';
  /** One for each column. */
  readonly align: readonly Alignment[];
  readonly header: readonly Cell[];
  /** Each as wide as the header. */
  readonly rows: readonly (readonly Cell[])[];
}
export type Cell = readonly Inline[];
export interface Figure {
  readonly type: 'figure';
  readonly picture: Picture;
  /** For who cannot see it. */
  readonly alt: string;
  /** Printed below; empty for none. */
  readonly caption: string;
}

export type Inline = Text | InlineCode | LineBreak | Emphasis | Strong | Strike | Link | FootnoteReference;

export interface Text {
  readonly type: 'text';
  readonly value: string;
}
export interface InlineCode {
  readonly type: 'inlineCode';
  readonly value: string;
}
export interface LineBreak {
  readonly type: 'break';
}
export interface Emphasis {
  readonly type: 'emphasis';
  readonly children: readonly Inline[];
}
export interface Strong {
  readonly type: 'strong';
  readonly children: readonly Inline[];
}
export interface Strike {
  readonly type: 'strike';
  readonly children: readonly Inline[];
}
export interface Link {
  readonly type: 'link';
  /** An https or mailto address, or `#` and the anchor of a heading of this document. */
  readonly url: string;
  readonly children: readonly Inline[];
}
export interface FootnoteReference {
  readonly type: 'footnoteReference';
  readonly number: number;
}

export interface Picture {
  /** `chart:<id>`, `image:<id>`, or the address that the text gives a picture of the source. */
  readonly address: string;
  readonly mediaType: 'image/png' | 'image/jpeg';
  readonly bytes: Uint8Array;
  /** The size to show it at, in CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** The words of inline content without their dress. */
export function plainText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      switch (node.type) {
        case 'text':
        case 'inlineCode':
          return node.value;
        case 'break':
          return ' ';
        case 'footnoteReference':
          return '';
        case 'emphasis':
        case 'strong':
        case 'strike':
        case 'link':
          return plainText(node.children);
      }
    })
    .join('');
}
