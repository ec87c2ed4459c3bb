import type { TextPlace } from '../../domain/ports/formatter.ts';

/** Line and column of an offset in UTF-16 units, both from 1. */
export function positionAt(text: string, offset: number): TextPlace {
  return positionsAt(text, [offset])[0] ?? { line: 1, column: 1 };
}

/** The places of offsets that do not fall, found in one walk over the text. */
export function positionsAt(text: string, offsets: readonly number[]): readonly TextPlace[] {
  let line = 1;
  let lineStart = 0;
  let feed = text.indexOf('\n');
  return offsets.map((offset) => {
    while (feed !== -1 && feed < offset) {
      line += 1;
      lineStart = feed + 1;
      feed = text.indexOf('\n', lineStart);
    }
    return { line, column: offset - lineStart + 1 };
  });
}
