import type { Paper } from '../../domain/model/document.ts';
import { type Sheet, sheetOf } from '../paper-sheet.ts';
import type { RunStyle } from '../tree/styled-runs.ts';

const margins = { left: 62, right: 62, top: 60, bottom: 68 } as const;

/** A page in points, with its text area. */
export interface Page extends Sheet {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly textWidth: number;
  readonly textHeight: number;
  readonly textBottom: number;
}

/** Every page of a document on this paper. */
export function pageOn(paper: Paper): Page {
  const sheet = sheetOf(paper);
  const { left, right, top, bottom } = margins;
  const textBottom = sheet.height - bottom;
  return { ...sheet, left, right, top, textWidth: sheet.width - left - right, textBottom, textHeight: textBottom - top };
}

export const ink = { text: '#1f2933', quiet: '#52606d', line: '#cbd2d9', tint: '#f3f5f7', link: '#0b4f9e' } as const;

/** Size of the letters and height of a line, in points. */
export interface TypeSize {
  readonly fontSize: number;
  readonly lineHeight: number;
}

export const sizes = {
  body: { fontSize: 10, lineHeight: 15 },
  table: { fontSize: 9, lineHeight: 12.5 },
  code: { fontSize: 8.5, lineHeight: 12 },
  caption: { fontSize: 8.5, lineHeight: 12 },
  contents: { fontSize: 10, lineHeight: 16 },
  note: { fontSize: 8.5, lineHeight: 12.5 },
  footer: { fontSize: 8.5, lineHeight: 12 },
} as const satisfies Record<string, TypeSize>;

/** By depth of the heading, the first one first. */
export const headings: readonly (TypeSize & { readonly above: number; readonly below: number })[] = [
  { fontSize: 20, lineHeight: 26, above: 18, below: 8 },
  { fontSize: 15.5, lineHeight: 21, above: 18, below: 6 },
  { fontSize: 12.5, lineHeight: 17, above: 15, below: 5 },
  { fontSize: 11, lineHeight: 15, above: 13, below: 4 },
  { fontSize: 10, lineHeight: 15, above: 12, below: 3 },
  { fontSize: 10, lineHeight: 15, above: 12, below: 3 },
];

/** What stands between blocks, and between the items of a list. */
export const gap = { block: 8, item: 3, table: 10, figure: 12, rule: 14 } as const;
/** How far lists and quotations stand in. */
export const indent = { list: 20, quote: 16 } as const;
export const cellPadding = { x: 5, y: 3.5 } as const;
export const codePadding = 7;

/** The size of the letters of a run: the number of a footnote is small. */
export function sizeOf({ note }: Pick<RunStyle, 'note'>, fontSize: number): number {
  return note === undefined ? fontSize : fontSize * 0.65;
}
