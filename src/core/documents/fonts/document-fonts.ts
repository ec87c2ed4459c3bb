import type { RunStyle } from '../tree/styled-runs.ts';
import { faceOf } from '../tree/styled-runs.ts';
import { hasRightToLeft } from '../tree/text-direction.ts';
import type { DejavuFace } from './dejavu-fonts.ts';
import type { ExtraFonts } from './extra-fonts.ts';
import { plainTextFont, shapedTextFont } from './text-font.ts';
import type { TextFont } from './text-font.ts';

/** A text in one font. */
export interface FontPiece {
  readonly text: string;
  readonly font: TextFont;
}

/** The fonts of one document: our own, then those that were added. */
export interface DocumentFonts {
  /** The text in the order of its letters, each piece with the font that has them. */
  pieces(text: string, style: RunStyle): readonly FontPiece[];
  widthOf(text: string, style: RunStyle, size: number): number;
}

/** Letters that are shown with the one before them, whatever font has it, or not at all. */
const follows = /^(?:\p{M}|\p{Default_Ignorable_Code_Point}|\p{Emoji_Modifier})$/u;
const plainText = /^[\u0020-\u024f\u0370-\u052f\u2010-\u2027\u2030-\u203a\u20ac]*$/;

/** The fonts that a document may be set in. */
export function createDocumentFonts(extra: ExtraFonts): DocumentFonts {
  const fonts = new Map<string, TextFont>();
  const font = (name: string, make: () => TextFont): TextFont => {
    const known = fonts.get(name) ?? make();
    fonts.set(name, known);
    return known;
  };
  const plain = (face: DejavuFace): TextFont => font(face, () => plainTextFont(face));
  const shaped = (face: 'regular' | 'bold'): TextFont => font(`shaped-${face}`, () => shapedTextFont(face));

  function fontFor(letter: string, style: RunStyle): TextFont {
    const code = letter.codePointAt(0) ?? 0;
    const upright = style.bold ? 'bold' : 'regular';
    // Letters that join or are turned need the tables of the font.
    if (hasRightToLeft(letter) && shaped(upright).has(code)) {
      return shaped(upright);
    }
    const own = [plain(faceOf(style)), plain(upright), plain('regular')].find((one) => one.has(code));
    return own ?? (style.bold ? [...extra.bold, ...extra.regular] : [...extra.regular, ...extra.bold]).find((one) => one.has(code)) ?? plain(faceOf(style));
  }

  function pieces(text: string, style: RunStyle): readonly FontPiece[] {
    if (plainText.test(text)) {
      return [{ text, font: plain(faceOf(style)) }];
    }
    const found: { text: string; font: TextFont }[] = [];
    for (const letter of text) {
      const last = found.at(-1);
      const next = last !== undefined && follows.test(letter) ? last.font : fontFor(letter, style);
      if (last?.font === next) {
        last.text += letter;
      } else {
        found.push({ text: letter, font: next });
      }
    }
    return found;
  }

  return {
    pieces,
    widthOf: (text, style, size) => pieces(text, style).reduce((total, piece) => total + piece.font.widthOf(piece.text, size), 0),
  };
}
