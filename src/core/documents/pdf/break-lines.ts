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
  const lines: { start: number; end: number }[] = [{ start: 0, end: 0 }];
  let used = 0;
  let at = 0;
  let blank = 0;
  const turn = (start: number): void => {
    lines.push({ start, end: start });
    used = 0;
  };
  const put = (start: number, end: number, width: number): void => {
    const line = lines.at(-1);
    if (line !== undefined) {
      line.start = line.end === line.start ? start : line.start;
      line.end = end;
    }
    used += width;
  };
  for (const token of paragraph.text.split(/([ \n])/)) {
    if (token === lineEnd) {
      turn(at + 1);
      blank = 0;
    } else if (token === ' ') {
      blank = widthBetween(paragraph, { start: at, end: at + 1 }, room);
    } else {
      let start = at;
      for (const piece of wordPieces(token)) {
        const end = start + piece.length;
        const width = widthBetween(paragraph, { start, end }, room);
        const before = used === 0 || start > at ? 0 : blank;
        if (used > 0 && used + before + width > room.width) {
          turn(start);
        }
        if (width > room.width) {
          putParts(start, end);
        } else {
          put(start, end, (used === 0 ? 0 : before) + width);
        }
        start = end;
      }
      blank = token === '' ? blank : 0;
    }
    at += token.length;
  }
  return lines;

  /** As many letters to each line as it takes. */
  function putParts(start: number, end: number): void {
    let from = start;
    for (const { segment } of new Intl.Segmenter('en').segment(paragraph.text.slice(start, end))) {
      const width = widthBetween(paragraph, { start: from, end: from + segment.length }, room);
      if (used > 0 && used + width > room.width) {
        turn(from);
      }
      put(from, from + segment.length, width);
      from += segment.length;
    }
  }
}

function widthBetween(paragraph: ParagraphText, { start, end }: LineRange, { fonts, fontSize }: LineRoom): number {
  let width = 0;
  for (const span of spansBetween(paragraph, start, end)) {
    width += fonts.widthOf(paragraph.text.slice(span.start, span.end), span.style, sizeOf(span.style, fontSize));
  }
  return width;
}
