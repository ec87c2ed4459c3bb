import type { Json } from '../../../model/json.ts';
import type { ColumnType, Table, TextTable } from '../../../model/table.ts';

const numberPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const datePattern = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A text table with a type for each column: the one that all its filled cells fit. An empty cell is null. Dates stay
 * text, ISO 8601, so that they sort and compare as they read.
 */
export function typedTable(text: TextTable): Table {
  const types = text.columns.map((_, index) => typeOf(text.rows.map((row) => row[index] ?? '')));
  return {
    columns: text.columns.map((name, index) => ({ name, type: types[index] ?? 'text' })),
    rows: text.rows.map((row) => Object.fromEntries(text.columns.map((name, index) => [name, cell(row[index] ?? '', types[index] ?? 'text')]))),
  };
}

/** A list of records as a table; its columns are the fields in the order they first appear. */
export function tableOfRecords(records: readonly { readonly [column: string]: Json }[]): Table {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  return {
    columns: names.map((name) => ({ name, type: typeOfValues(records.map((record) => record[name] ?? null)) })),
    rows: records.map((record) => Object.fromEntries(names.map((name) => [name, record[name] ?? null]))),
  };
}

function typeOf(cells: readonly string[]): ColumnType {
  const filled = cells.map((text) => text.trim()).filter((text) => text !== '');
  if (filled.length === 0) return 'text';
  if (filled.every((text) => numberPattern.test(text))) return 'number';
  if (filled.every((text) => datePattern.test(text))) return 'date';
  return filled.every((text) => text === 'true' || text === 'false') ? 'boolean' : 'text';
}

function cell(text: string, type: ColumnType): Json {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (type === 'number') return Number(trimmed);
  if (type === 'boolean') return trimmed === 'true';
  return type === 'date' ? trimmed : text;
}

/** The type all filled values share; mixed ones are text. */
export function typeOfValues(values: readonly Json[]): ColumnType {
  const filled = values.filter((value) => value !== null);
  if (filled.length === 0) return 'text';
  if (filled.every((value) => typeof value === 'number')) return 'number';
  if (filled.every((value) => typeof value === 'boolean')) return 'boolean';
  return filled.every((value) => typeof value === 'string' && datePattern.test(value)) ? 'date' : 'text';
}
