/**
 * What a document is made of once its Markdown is read: the safe part of the Markdown tree, with pictures in place.
 * Raw HTML, foreign addresses, references and definitions are gone, so a builder has a case for each thing and no more.
 */
export interface DocumentTree {
  readonly title: string;
  readonly author: string | undefined;
  /** BCP 47. */
  readonly language: string;
  readonly blocks: readonly Block[];
  readonly facts: TreeFacts;
}

/** What was placed and what was left out while the Markdown was read. */
export interface TreeFacts {
  readonly charts: number;
  readonly images: number;
  readonly droppedHtml: number;
  readonly droppedImages: number;
  readonly droppedLinks: number;
}

export type Block = Heading | Paragraph | List | BlockQuote | Code | ThematicBreak | Table | Figure;

export interface Heading {
  readonly type: 'heading';
  readonly depth: 1 | 2 | 3 | 4 | 5 | 6;
  readonly children: readonly Inline[];
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

export type Inline = Text | InlineCode | LineBreak | Emphasis | Strong | Strike | Link;

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
  /** An https or mailto address. */
  readonly url: string;
  readonly children: readonly Inline[];
}

export interface Picture {
  /** `chart:<id>` or `image:<id>`. */
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
        case 'emphasis':
        case 'strong':
        case 'strike':
        case 'link':
          return plainText(node.children);
      }
    })
    .join('');
}
