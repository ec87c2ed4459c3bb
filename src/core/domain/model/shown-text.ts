/** The end of a line, as two systems write it, and a tab are text. */
const numberedInstead = /\r(?!\n)|(?![\n\t\r])\p{Cc}|[\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;

/**
 * A text as people may see it: control and direction characters in names, titles and values, which come from anywhere, as
 * their numbers, so that none hides, turns round or forges what stands beside it.
 */
export function shownText(text: string): string {
  return text.replaceAll(numberedInstead, (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);
}
