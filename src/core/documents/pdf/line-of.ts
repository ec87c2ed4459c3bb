import type { TextDirection } from '../../domain/model/document.ts';
import type { RunStyle } from '../tree/styled-runs.ts';
import { plainStyle } from '../tree/styled-runs.ts';
import type { DocumentFonts } from '../fonts/document-fonts.ts';
import type { SetLine } from './place-line.ts';
import { setLines } from './set-lines.ts';

/** One line of one style, however long; the end of a text that has none is an empty line. */
export function lineOf(
  text: string,
  { fonts, direction }: { readonly fonts: DocumentFonts; readonly direction: TextDirection },
  { fontSize, style = plainStyle, width = Number.POSITIVE_INFINITY }: { readonly fontSize: number; readonly style?: RunStyle; readonly width?: number },
): SetLine {
  const { lines } = setLines([{ ...style, text, isBreak: false }], { width, fontSize, fonts, direction });
  return lines[0] ?? { runs: [], width: 0 };
}
