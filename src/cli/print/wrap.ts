import { stripVTControlCharacters } from 'node:util';

/** How many columns of a terminal a text takes, its colours not counted. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}

/** A text in lines of at most so many columns; later lines begin with `hanging`. Words stay whole, long lists break after a comma. */
export function wrapped(text: string, width: number, hanging = ''): string {
  return text.split('\n').map((line) => wrappedLine(line, width, hanging)).join('\n');
}

function wrappedLine(line: string, width: number, hanging: string): string {
  if (widthOf(line) <= width) return line;
  const indent = /^ */u.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = indent;
  for (const piece of piecesOf(line.slice(indent.length), width)) {
    if (current.trim() !== '' && widthOf(current + piece.trimEnd()) > width) {
      lines.push(current.trimEnd());
      current = indent + hanging;
    }
    current += piece;
  }
  return [...lines, current.trimEnd()].join('\n');
}

/** Words with the space behind them. */
function piecesOf(line: string, width: number): readonly string[] {
  return (line.match(/\S+\s*/gu) ?? []).flatMap((word) => (widthOf(word.trimEnd()) <= width ? [word] : (word.match(/[^,]*,|[^,]+$/gu) ?? [word])));
}

/** Widths that make columns fit, the roomiest made narrower first; none below its longest word, so that ids stay whole. */
export function fittedWidths(columns: readonly (readonly string[])[], room: number): readonly number[] {
  const widths = columns.map((cells) => Math.max(1, ...cells.map(widthOf)));
  const least = columns.map((cells) => Math.max(1, ...cells.flatMap((cell) => cell.split(' ').map(widthOf))));
  const slack = (at: number): number => (widths[at] ?? 0) - (least[at] ?? 0);
  for (let over = sum(widths) - room; over > 0; over -= 1) {
    const at = widths.map((_, index) => index).filter((index) => slack(index) > 0).toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (at === undefined) break;
    widths[at] = (widths[at] ?? 0) - 1;
  }
  return widths;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
