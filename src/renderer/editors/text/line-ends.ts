export type LineEnd = '\n' | '\r\n';

/** How the lines of a text end, by the first of them. */
export function lineEndOf(text: string): LineEnd {
  const first = text.indexOf('\n');
  return first > 0 && text[first - 1] === '\r' ? '\r\n' : '\n';
}

/** A text whose lines all end in one way. */
export function withLineEnds(text: string, end: LineEnd): string {
  const plain = text.includes('\r') ? text.replaceAll(/\r\n?/gu, '\n') : text;
  return end === '\n' ? plain : plain.replaceAll('\n', end);
}
