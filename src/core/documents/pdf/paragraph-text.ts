import type { RunStyle, StyledRun } from '../tree/styled-runs.ts';

/** The end of a line that the writer wanted. */
export const lineEnd = '\n';

/** A paragraph as one text, with the stretches that have one style each. */
export interface ParagraphText {
  readonly text: string;
  readonly spans: readonly TextSpan[];
}

export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly style: RunStyle;
}

/** The runs as one text: blanks are one space, those around line ends are none. */
export function paragraphText(runs: readonly StyledRun[]): ParagraphText {
  const spans: { start: number; end: number; style: RunStyle }[] = [];
  let text = '';
  // Looking for it in the text would take longer with each run.
  let isBlankBefore = true;
  for (const { text: raw, isBreak, ...style } of runs) {
    const words = isBreak ? lineEnd : raw.replaceAll(/[ \t\n\r]+/g, ' ');
    const added: string = isBlankBefore && words.startsWith(' ') ? words.slice(1) : words;
    const last = spans.at(-1);
    if (last !== undefined && sameStyle(last.style, style)) {
      last.end += added.length;
    } else if (added !== '') {
      spans.push({ start: text.length, end: text.length + added.length, style });
    }
    text += added;
    if (added !== '') isBlankBefore = added.endsWith(' ') || added.endsWith(lineEnd);
  }
  return { text, spans };
}

/** The stretches of one style between two places. */
export function* spansBetween({ spans }: ParagraphText, start: number, end: number): Generator<TextSpan> {
  for (let index = firstBehind(spans, start); index < spans.length; index += 1) {
    const span = spans[index];
    if (span === undefined || span.start >= end) {
      return;
    }
    yield { style: span.style, start: Math.max(start, span.start), end: Math.min(end, span.end) };
  }
}

/** Which stretch is the first that ends behind a place; found by halving, since a paragraph may have thousands. */
function firstBehind(spans: readonly TextSpan[], place: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? 0) > place) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function sameStyle(one: RunStyle, other: RunStyle): boolean {
  return (
    one.bold === other.bold && one.italic === other.italic && one.strike === other.strike && one.code === other.code && one.link === other.link && one.note === other.note
  );
}
