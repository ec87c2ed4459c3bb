import { cellsOf, type CsvSheet } from './csv-sheet.ts';

/** What the values of a column are, as far as its first rows tell. */
export type ColumnKind = 'number' | 'date' | 'truth' | 'text';

const shapes: readonly (readonly [ColumnKind, RegExp])[] = [
  ['number', /^[-+]?(?:\d+(?:[.,]\d+)*|\.\d+)(?:e[-+]?\d+)?\s*%?$/iu],
  ['date', /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[-+]\d{2}:?\d{2})?)?$/u],
  ['truth', /^(?:true|false|yes|no)$/iu],
];

/** The kinds of the columns and how many letters they need, from the names and the first rows. */
export function readColumns(sheet: CsvSheet, count: number): readonly { readonly kind: ColumnKind; readonly letters: number }[] {
  const rows = sheet.rows.slice(0, 500).map((row) => cellsOf(row, sheet.delimiter));
  return Array.from({ length: count }, (_, column) => {
    const values = rows.map((row) => row[column] ?? '');
    const filled = values.slice(1).filter((value) => value !== '');
    const kind = filled.length === 0 ? 'text' : (shapes.find(([, shape]) => filled.every((value) => shape.test(value)))?.[0] ?? 'text');
    return { kind, letters: Math.max(...values.map((value) => Math.min(value.length, 40)), 4) };
  });
}

export interface Sorting {
  readonly column: number;
  readonly isDescending: boolean;
}

/** The order in which rows are shown: numbers of sheet rows, without the first. Empty cells come last. */
export function sortedRows(sheet: CsvSheet, sorting: Sorting | undefined, kind: ColumnKind): readonly number[] {
  const order = Array.from({ length: Math.max(0, sheet.rows.length - 1) }, (_, index) => index + 1);
  if (sorting === undefined) return order;
  const keys = sheet.rows.map((row) => cellsOf(row, sheet.delimiter)[sorting.column] ?? '');
  const numbers = kind === 'number' ? keys.map((key) => Number(key.replace(/\s*%$/u, '').replace(',', '.'))) : [];
  const words = new Intl.Collator(undefined, { numeric: true });
  const direction = sorting.isDescending ? -1 : 1;
  return order.toSorted((one, other) => {
    const [a = '', b = ''] = [keys[one], keys[other]];
    if (a === '' || b === '') return (a === '' ? 1 : 0) - (b === '' ? 1 : 0) || one - other;
    const difference = kind === 'number' ? (numbers[one] ?? 0) - (numbers[other] ?? 0) : words.compare(a, b);
    return difference * direction || one - other;
  });
}
