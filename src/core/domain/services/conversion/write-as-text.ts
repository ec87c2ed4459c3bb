import { AppError } from '../../model/errors.ts';
import { neutraliseFormulas } from '../../model/formula-cells.ts';
import type { Json } from '../../model/json.ts';
import type { TextTable } from '../../model/table.ts';
import { typedTable } from '../../model/typed-table.ts';
import type { FormatterSet } from '../../ports/formatter.ts';
import type { SourceContent } from './source-document.ts';
import { tableOfValue } from './table-of-value.ts';

export interface Written {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

/** A document as JSON or YAML; words alone have no fields to be named by. */
export async function writeAsValue(formatters: FormatterSet, content: SourceContent, to: 'json' | 'yaml'): Promise<Written> {
  const { value, notes } = valueOf(content, to);
  return { bytes: await (await formatters.get(to)).serialise(value), notes };
}

function valueOf(content: SourceContent, to: string): { readonly value: Json; readonly notes: readonly string[] } {
  if (content.kind === 'words') throw noFields(to);
  if (content.kind === 'value') return { value: content.value, notes: [] };
  const { columns, rows } = typedTable(content.table);
  const typed = columns.filter(({ type }) => type === 'number' || type === 'boolean').map(({ name }) => `"${name}"`);
  const renamed = columns.filter(({ name }, index) => name !== content.table.columns[index]).map(({ name }) => `"${name}"`);
  const notes = [
    ...(typed.length === 0 ? [] : [`Read as numbers or as true and false: ${typed.join(', ')}.`]),
    ...(renamed.length === 0 ? [] : [`Columns that had no name of their own are called ${renamed.join(', ')}.`]),
  ];
  return { value: rows, notes };
}

/** A document as CSV or TSV; cells that a spreadsheet would run as formulas get an apostrophe unless they stay `raw`. */
export async function writeAsTable(formatters: FormatterSet, content: SourceContent, { to, raw }: { readonly to: 'csv' | 'tsv'; readonly raw: boolean }): Promise<Written> {
  const { table, numeric, notes } = cellsOf(content, to);
  const safe = raw ? table : neutraliseFormulas(table, numeric);
  const guarded = [[safe.columns, table.columns] as const, ...safe.rows.map((row, index) => [row, table.rows[index] ?? []] as const)].reduce((sum, [row, before]) => sum + row.filter((cell, index) => cell !== before[index]).length, 0);
  const bytes = await (await formatters.get(to)).serialise({ ...safe });
  const told = guarded === 0 ? [] : [`${guarded === 1 ? 'A cell that a spreadsheet would run as a formula' : `${guarded} cells that a spreadsheet would run as formulas`} got an apostrophe in front; --raw leaves it out.`];
  return { bytes, notes: [...notes, ...told] };
}

function cellsOf(content: SourceContent, to: string): { readonly table: TextTable; readonly numeric: ReadonlySet<string>; readonly notes: readonly string[] } {
  if (content.kind === 'words') throw noFields(to);
  if (content.kind === 'table') return { table: content.table, numeric: numericColumns(content.table), notes: [] };
  const { table, numeric, blursEmpty } = tableOfValue(content.value, to);
  return { table, numeric, notes: blursEmpty ? ['Cells that were null and cells with an empty text are both empty.'] : [] };
}

/** Names of the columns whose filled cells are all numbers. */
export function numericColumns(table: TextTable): ReadonlySet<string> {
  return new Set(typedTable(table).columns.flatMap(({ type }, index) => (type === 'number' ? [table.columns[index] ?? ''] : [])));
}

function noFields(to: string): AppError {
  return new AppError('input_invalid', `Words cannot be written as ${to}: they have no fields and no rows.`, {
    next: 'Texts become txt, md, html, docx or pdf; a step `llm.chat` with an output schema takes fields out of a text.',
    data: { format: to },
  });
}
