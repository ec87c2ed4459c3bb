// oxlint-disable-next-line typescript/triple-slash-reference -- a package without types is declared by a file that cannot be imported.
/// <reference path="./fontkit.d.ts" />
import { readFileSync } from 'node:fs';
import { create } from 'fontkit';
import type { FontkitFont } from 'fontkit';
import { dejavuPath } from './dejavu-fonts.ts';
import type { DejavuFace } from './dejavu-fonts.ts';
import { metricsOf } from './font-metrics.ts';
import { plainFont } from './plain-font.ts';

/** A font that text of a document is set in. */
export interface TextFont {
  /** Names the font inside one document. */
  readonly name: string;
  /** Letters are shaped by their neighbours, and those that run to the left are turned. */
  readonly shapes: boolean;
  has(codePoint: number): boolean;
  /** Width of a text that runs one way, shaped as it will be drawn, in the unit of `size`. */
  widthOf(text: string, size: number): number;
  bytes(): Buffer;
}

/** A face of our own without its layout tables: quick, and each letter stands for itself. */
export function plainTextFont(face: DejavuFace): TextFont {
  const metrics = metricsOf(face);
  return { name: face, shapes: false, has: (codePoint) => metrics.has(codePoint), widthOf: (text, size) => metrics.widthOf(text, size), bytes: () => plainFont(face) };
}

/** A face of our own with its layout tables, for the letters that join. */
export function shapedTextFont(face: DejavuFace): TextFont {
  return openedFont(`shaped-${face}`, () => readFileSync(dejavuPath(face)));
}

/** A font of a file that is read when its letters are first asked for. */
export function openedFont(name: string, bytes: () => Buffer): TextFont {
  let opened: FontkitFont | undefined;
  const font = (): FontkitFont => (opened ??= single(create(bytes())));
  const widths = new Map<string, number>();
  return {
    name,
    bytes,
    shapes: true,
    has: (codePoint) => font().hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => {
      const units = widths.get(text) ?? font().layout(text).advanceWidth / font().unitsPerEm;
      widths.set(text, units);
      return units * size;
    },
  };
}

function single(opened: FontkitFont | { readonly fonts: readonly FontkitFont[] }): FontkitFont {
  const font = opened.fonts === undefined ? opened : opened.fonts[0];
  if (font === undefined) {
    throw new TypeError('The font file holds no font.');
  }
  return font;
}
