import { AppError } from '../../model/errors.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../model/json.ts';
import type { TextTable } from '../../model/table.ts';
import { tableOfRecords } from '../../model/typed-table.ts';

export interface ValueTable {
  readonly table: TextTable;
  /** Columns whose filled cells are all numbers. */
  readonly numeric: ReadonlySet<string>;
  /** Whether some cells were null and others an empty text: a table has one kind of nothing. */
  readonly blursEmpty: boolean;
}

/** Whether the value is a list of flat records, which is what a table holds. */
export function isTabular(value: Json): value is readonly JsonObject[] {
  return isJsonList(value) && value.length > 0 && value.every((row) => isJsonObject(row) && Object.values(row).every(isCell)) && value.some((row) => Object.keys(row ?? {}).length > 0);
}

/** A list of flat records as a table; anything else is `input_invalid` and names the place that does not fit. */
export function tableOfValue(value: Json, format: string): ValueTable {
  if (!isTabular(value)) throw noTable(value, format);
  const typed = tableOfRecords(value);
  const columns = typed.columns.map(({ name }) => name);
  const cells = typed.rows.map((row) => columns.map((name) => row[name] ?? null));
  const all = cells.flat();
  return {
    table: { columns, rows: cells.map((row) => row.map(cellText)) },
    numeric: new Set(typed.columns.filter(({ type }) => type === 'number').map(({ name }) => name)),
    blursEmpty: all.includes(null) && all.includes(''),
  };
}

function cellText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isCell(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}

function noTable(value: Json, format: string): AppError {
  const { pointer, reason } = misfit(value);
  return new AppError('input_invalid', `The value cannot be written as ${format}: ${reason}${pointer === '' ? '' : `, at ${pointer}`}.`, {
    next: `A ${format} table is written from a list of flat objects, one for each row; \`transform\` in a workflow brings others into that form.`,
    data: { format, pointer },
  });
}

function misfit(value: Json): { readonly pointer: string; readonly reason: string } {
  if (!isJsonList(value)) return { pointer: '', reason: 'it is no list of rows' };
  if (value.length === 0) return { pointer: '', reason: 'the list is empty, so that no column has a name' };
  for (const [index, row] of value.entries()) {
    if (!isJsonObject(row)) return { pointer: `/${index}`, reason: 'a row is no object' };
    const nested = Object.entries(row).find(([, cell]) => !isCell(cell));
    if (nested !== undefined) return { pointer: `/${index}/${nested[0].replaceAll('~', '~0').replaceAll('/', '~1')}`, reason: 'a cell holds a list or an object' };
  }
  return { pointer: '', reason: 'no row has a field' };
}
