import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { TextProblem } from './TextEditor.tsx';

/** A quoted text or a word. */
const word = /^(?:"(?:[^"\\]|\\.)*"?|[\p{L}\p{N}_.-]+)/u;

/** Problems as marks of a text, in its order: each marks the word it stands at, or one letter. Places outside move inside. */
export function problemMarks(problems: readonly TextProblem[], doc: Text): Diagnostic[] {
  return problems
    .map(({ line, column, message, severity }) => {
      const { from, length, text } = doc.line(clamp(line, 1, doc.lines));
      const start = clamp(column - 1, 0, length);
      const end = start + (word.exec(text.slice(start))?.[0].length ?? Math.min(1, length - start));
      return { from: from + start, to: from + end, message, severity };
    })
    .toSorted((one, other) => one.from - other.from);
}

/** Where a line and a column lie in a text; places outside move inside. */
export function placeIn(doc: Text, line: number, column: number): number {
  const { from, length } = doc.line(clamp(line, 1, doc.lines));
  return from + clamp(column - 1, 0, length);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
