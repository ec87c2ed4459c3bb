import Table from 'cli-table3';
import type { Paint } from './paint.ts';

export interface TableLook {
  readonly paint: Paint;
}

const none = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '', bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ',
};

/** Columns under a head, without borders: a person reads it, and `cut` and `awk` can, too. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], { paint }: TableLook): string {
  const sheet = new Table({
    head: head.map((title) => paint('bold', title.toUpperCase())),
    chars: none,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  sheet.push(...rows.map((row) => row.map(oneLine)));
  return trimmed(sheet.toString());
}

/** Names with their values, one a line. */
export function details(facts: readonly (readonly [name: string, value: string])[], { paint }: TableLook): string {
  const sheet = new Table({ chars: none, style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 } });
  sheet.push(...facts.map(([name, value]) => [paint('dim', name), value.trimEnd()]));
  return trimmed(sheet.toString());
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').trim();
}

function trimmed(text: string): string {
  return text.split('\n').map((line) => line.trimEnd()).join('\n');
}
