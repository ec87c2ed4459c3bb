import { AppError } from '../../../model/errors.ts';
import type { Table } from '../../../model/table.ts';

/** The column of this name; a missing one is an error that lists those there are. */
export function requireColumn(table: Table, name: string): Table['columns'][number] {
  const found = table.columns.find((column) => column.name === name);
  if (found !== undefined) return found;
  const names = table.columns.map((column) => column.name);
  throw new AppError('input_invalid', `the table has no column '${name}'`, { next: `Its columns are ${names.slice(0, 20).join(', ')}.`, data: { column: name, columns: names.slice(0, 100) } });
}
