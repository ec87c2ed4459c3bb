import { z } from 'zod';
import { neutraliseFormulas } from '../../model/formula-cells.ts';
import { isJsonObject, type Json } from '../../model/json.ts';
import { columnTypes, type Table, type TextTable } from '../../model/table.ts';
import { tableOfColumns, tableOfRecords } from '../../model/typed-table.ts';

const Columns = z.array(z.object({ name: z.string(), type: z.enum(columnTypes) }));

/**
 * The result of a transform, or a list of records, as a CSV or TSV file holds it; any other value is undefined. Cells that a
 * spreadsheet would run as a formula get an apostrophe.
 */
export function tableText(value: Json): TextTable | undefined {
  const table = tableOf(value);
  if (table === undefined || table.columns.length === 0) return undefined;
  const columns = table.columns.map(({ name }) => name);
  const rows = table.rows.map((row) => columns.map((name) => cellText(row[name] ?? null)));
  return neutraliseFormulas({ columns, rows }, new Set(table.columns.filter(({ type }) => type === 'number').map(({ name }) => name)));
}

function tableOf(value: Json): Table | undefined {
  if (areRecords(value)) return tableOfRecords(value);
  const columns = Columns.safeParse(isJsonObject(value) ? value['columns'] : undefined);
  const rows = isJsonObject(value) ? value['rows'] : undefined;
  return columns.success && rows !== undefined && areRecords(rows) ? tableOfColumns(columns.data, rows) : undefined;
}

function areRecords(value: Json): value is Table['rows'] {
  return Array.isArray(value) && value.every((row: Json) => isJsonObject(row));
}

function cellText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
