import type { TextDirection } from '../../domain/model/document.ts';
import { directionOf } from '../tree/text-direction.ts';
import type { StyledRun } from '../tree/styled-runs.ts';
import { bidiLevels } from './bidi-levels.ts';
import { breakLines } from './break-lines.ts';
import type { LineRoom } from './break-lines.ts';
import { paragraphText } from './paragraph-text.ts';
import { placeLine } from './place-line.ts';
import type { SetLine } from './place-line.ts';

/** The lines of a text, and the side they begin at. */
export interface SetText {
  readonly lines: readonly SetLine[];
  readonly direction: TextDirection;
}

/** Text broken into lines of at most `room.width`, each in the order of the page; the first letter tells the direction. */
export function setLines(runs: readonly StyledRun[], room: LineRoom & { readonly direction: TextDirection }): SetText {
  const paragraph = paragraphText(runs);
  const direction = directionOf(paragraph.text, room.direction);
  const levels = bidiLevels(paragraph.text, direction);
  return { direction, lines: breakLines(paragraph, room).map((range) => placeLine({ ...paragraph, levels }, range, room)) };
}
