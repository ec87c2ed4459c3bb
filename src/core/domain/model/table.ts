import type { Json } from './json.ts';

/** What a CSV or TSV file holds before any meaning is put on its cells: `rows[i].length === columns.length`. */
export interface TextTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const columnTypes = ['number', 'date', 'boolean', 'text'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** A table as an expression sees it: rows are objects by column name. */
export interface Table {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  readonly rows: readonly { readonly [column: string]: Json }[];
}
