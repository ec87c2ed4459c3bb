import Table from 'cli-table3';
import type { Paint } from './paint.ts';
import { fittedWidths, widthOf, wrapped } from './wrap.ts';

export interface TableLook {
  readonly paint: Paint;
  /** Columns of the terminal a person looks at; absent for a pipe, which gets every row on one line. */
  readonly width?: number | undefined;
}

const gap = 2;

const none = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ',
};

/** Columns under a head, without borders: a person reads it, and `cut` and `awk` can, too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], { paint, width }: TableLook): string {
  const cells = rows.map((row) => row.map(oneLine));
  const widths = width === undefined ? [] : fittedWidths(head.map((title, at) => [title, ...cells.map((row) => row[at] ?? '')]), width - gap * (head.length - 1));
  const sheet = new Table({
    head: head.map((title) => paint('bold', title.toUpperCase())),
    chars: none,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  sheet.push(...cells.map((row) => row.map((cell, at) => (widths[at] === undefined ? cell : wrapped(cell, widths[at])))));
  return trimmed(sheet.toString());
}

/** Names with their values, one a line. */
export function details(facts: readonly (readonly [name: string, value: string])[], { paint, width }: TableLook): string {
  const room = width === undefined ? undefined : Math.max(20, width - gap - Math.max(0, ...facts.map(([name]) => widthOf(name))));
  const sheet = new Table({ chars: none, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
  sheet.push(...facts.map(([name, value]) => [paint('dim', name), room === undefined ? value.trimEnd() : wrapped(value.trimEnd(), room)]));
  return trimmed(sheet.toString());
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

function trimmed(text: string): string {
  return text.split('\n').map((line) => line.trimEnd()).join('\n');
}
