/** Colours are what the program itself writes; a line's end and a tab are text. */
const harmless = /^(?:\u{1b}\[[\d;]*m|[\n\t])$/u;

/**
 * A text as a terminal may get it: control and direction characters in names and titles, which come from anywhere, as their
 * numbers, so that none clears the screen, forges a line or writes to the clipboard.
 */
export function shownText(text: string): string {
  return text.replaceAll(/\u{1b}\[[\d;]*m|[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu, (part) => (harmless.test(part) ? part : [...part].map(numbered).join('')));
}

function numbered(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
