import type { DocumentFonts } from '../fonts/document-fonts.ts';
import { wordPieces } from '../tree/word-pieces.ts';
import { lineEnd, spansBetween } from './paragraph-text.ts';
import type { ParagraphText } from './paragraph-text.ts';
import { sizeOf } from './page-format.ts';

/** The room that a text is set in. */
export interface LineRoom {
  readonly width: number;
  readonly fontSize: number;
  readonly fonts: DocumentFonts;
}

/** From where to where in the text of its paragraph a line goes. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Where the lines of a paragraph begin and end; what is longer than a line is parted where the line ends. */
export function breakLines(paragraph: ParagraphText, room: LineRoom): readonly LineRange[] {
  const rows = createRows(room.width);
  let at = 0;
  let blank = 0;
  for (const token of paragraph.text.split(/([ \n])/)) {
    if (token === lineEnd) {
      rows.turn(at + 1);
      blank = 0;
    } else if (token === ' ') {
      blank = widthBetween(paragraph, { start: at, end: at + 1 }, room);
    } else if (token !== '') {
      let start = at;
      for (const piece of wordPieces(token)) {
        setPiece(paragraph, { start, end: start + piece.length, blank: start === at ? blank : 0 }, { rows, room });
        start += piece.length;
      }
      blank = 0;
    }
    at += token.length;
  }
  return rows.lines;
}

interface Rows {
  readonly lines: readonly LineRange[];
  turn(start: number): void;
  /** Whether so much more goes into the line; a line with nothing takes anything. */
  takes(width: number): boolean;
  /** Adds a stretch of the text, with the blank before it where it does not begin the line. */
  put(range: LineRange, width: number, blank: number): void;
}

function createRows(width: number): Rows {
  const lines: { start: number; end: number }[] = [{ start: 0, end: 0 }];
  let used = 0;
  return {
    lines,
    turn: (start) => {
      lines.push({ start, end: start });
      used = 0;
    },
    takes: (more) => used === 0 || used + more <= width,
    put: ({ start, end }, more, blank) => {
      const line = lines.at(-1);
      if (line !== undefined) {
        line.start = line.end === line.start ? start : line.start;
        line.end = end;
      }
      used += used === 0 ? more : blank + more;
    },
  };
}

/** Sets a piece that lines do not part, unless it is longer than one: then as many letters to each as it takes. */
function setPiece(paragraph: ParagraphText, piece: LineRange & { readonly blank: number }, { rows, room }: { readonly rows: Rows; readonly room: LineRoom }): void {
  const width = widthBetween(paragraph, piece, room);
  if (!rows.takes(piece.blank + width)) {
    rows.turn(piece.start);
  }
  if (width <= room.width) {
    rows.put(piece, width, piece.blank);
    return;
  }
  let start = piece.start;
  for (const { segment } of new Intl.Segmenter('en').segment(paragraph.text.slice(piece.start, piece.end))) {
    const range = { start, end: start + segment.length };
    const letter = widthBetween(paragraph, range, room);
    if (!rows.takes(letter)) {
      rows.turn(start);
    }
    rows.put(range, letter, 0);
    start = range.end;
  }
}

function widthBetween(paragraph: ParagraphText, { start, end }: LineRange, { fonts, fontSize }: LineRoom): number {
  let width = 0;
  for (const span of spansBetween(paragraph, start, end)) {
    width += fonts.widthOf(paragraph.text.slice(span.start, span.end), span.style, sizeOf(span.style, fontSize));
  }
  return width;
}
