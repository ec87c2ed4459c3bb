import { shownText } from '../../core/domain/model/shown-text.ts';

/** What the program itself writes. */
const colour = /(\u{1b}\[[\d;]*m)/u;

/** A text as a terminal may get it: colours, and all else as {@link shownText} has it, so that none clears the screen or writes to the clipboard. */
export function terminalText(text: string): string {
  // Between two colours stands every second part.
  return text.split(colour).map((part, index) => (index % 2 === 1 ? part : shownText(part))).join('');
}
