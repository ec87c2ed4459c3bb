import type { TextFont } from '../fonts/text-font.ts';
import type { RunStyle } from '../tree/styled-runs.ts';
import { hasRightToLeft } from '../tree/text-direction.ts';
import { bidi } from './bidi-levels.ts';
import type { LineRange, LineRoom } from './break-lines.ts';
import { sizeOf } from './page-format.ts';
import { spansBetween } from './paragraph-text.ts';
import type { ParagraphText } from './paragraph-text.ts';

/** Text of one style and font at its place in a line. */
export interface SetRun extends RunStyle {
  /** As it is drawn: signs that mirror are mirrored. */
  readonly text: string;
  readonly font: TextFont;
  /** From the left end of the line. */
  readonly x: number;
  readonly width: number;
}

/** A line with its runs in the order in which they are read. */
export interface SetLine {
  readonly runs: readonly SetRun[];
  readonly width: number;
}

interface Atom {
  readonly text: string;
  readonly style: RunStyle;
  readonly font: TextFont;
  readonly width: number;
  readonly level: number;
}

/** Puts the text of one line in its places; its `levels` are the depths of direction by letter, none where all runs to the right. */
export function placeLine(paragraph: ParagraphText & { readonly levels: Uint8Array | undefined }, range: LineRange, room: LineRoom): SetLine {
  const { levels } = paragraph;
  const atoms: Atom[] = [];
  for (const { start, end, style } of spansBetween(paragraph, range.start, range.end)) {
    for (const stretch of stretchesOf(paragraph.text, { start, end }, levels)) {
      for (const { text: piece, font } of room.fonts.pieces(stretch.text, style)) {
        const text = stretch.level % 2 === 1 ? mirrored(piece, font) : piece;
        atoms.push({ text, style, font, level: stretch.level, width: font.widthOf(text, sizeOf(style, room.fontSize)) });
      }
    }
  }
  const places = new Map<Atom, number>();
  let x = 0;
  for (const atom of levels === undefined ? atoms : inVisualOrder(atoms)) {
    places.set(atom, x);
    x += atom.width;
  }
  return { width: x, runs: atoms.map((atom) => ({ ...atom.style, text: atom.text, font: atom.font, width: atom.width, x: places.get(atom) ?? 0 })) };
}

/** Text of one level; what runs to the left comes word by word, because a font turns the letters of a word and not the words. */
function* stretchesOf(text: string, { start, end }: LineRange, levels: Uint8Array | undefined): Generator<{ readonly text: string; readonly level: number }> {
  if (levels === undefined) {
    yield { text: text.slice(start, end), level: 0 };
    return;
  }
  let from = start;
  for (let at = start + 1; at <= end; at += 1) {
    if (at < end && levels[at] === levels[from]) {
      continue;
    }
    const level = levels[from] ?? 0;
    const stretch = text.slice(from, at);
    if (level % 2 === 0) {
      yield { text: stretch, level };
    } else {
      yield* stretch.split(/( )/).filter((word) => word !== '').map((word) => ({ text: word, level }));
    }
    from = at;
  }
}

/** Signs that open and close change places; what the font does not turn is turned here. */
function mirrored(piece: string, font: TextFont): string {
  const letters = [...piece].map((letter) => bidi.getMirroredCharacter(letter) ?? letter);
  return (font.shapes && hasRightToLeft(piece) ? letters : letters.toReversed()).join('');
}

/** Rule L2 of the Unicode bidirectional algorithm: from the deepest level up, each row of that depth or deeper is turned. */
function inVisualOrder(atoms: readonly Atom[]): readonly Atom[] {
  const order = [...atoms];
  const deepest = Math.max(0, ...order.map(({ level }) => level));
  for (let depth = deepest; depth > 0; depth -= 1) {
    let from = 0;
    while (from < order.length) {
      let to = from;
      while (to < order.length && (order[to]?.level ?? 0) >= depth) {
        to += 1;
      }
      order.splice(from, to - from, ...order.slice(from, to).toReversed());
      from = Math.max(to, from + 1);
    }
  }
  return order;
}
