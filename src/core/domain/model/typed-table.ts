import { AppError } from './errors.ts';
import type { Json } from './json.ts';
import type { ColumnType, Table, TextTable } from './table.ts';

/** Records that have no field in common make a table of the square of their number. */
const mostCells = 5_000_000;
const numberPattern = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})([T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * A text table with a type for each column: the one that all its filled cells fit. An empty cell is null. Dates stay
 * text, ISO 8601, so that they sort and compare as they read.
 */
export function typedTable(text: TextTable): Table {
  const names = distinctNames(text.columns);
  const types = names.map((_, index) => typeOfCells(text.rows.map((row) => row[index] ?? '')));
  return {
    columns: names.map((name, index) => ({ name, type: types[index] ?? 'text' })),
    rows: text.rows.map((row) => Object.fromEntries(names.map((name, index) => [name, valueOf(row[index] ?? '', types[index] ?? 'text')]))),
  };
}

/** A list of records as a table; its columns are the fields in the order they first appear. */
export function tableOfRecords(records: readonly { readonly [column: string]: Json }[]): Table {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (names.length * records.length > mostCells) {
    throw new AppError('input_invalid', `The ${records.length} records have ${names.length} different fields: a table of them has too many cells.`, { next: 'Give the records the same fields, or make a table of fewer.', data: { rows: records.length, columns: names.length } });
  }
  const rows = records.map((record) => rowOf(record, names));
  return { columns: names.map((name) => ({ name, type: typeOfValues(rows.map((row) => row[name] ?? null)) })), rows };
}

/** The records as rows of these columns: what a record lacks is null, what it has besides is left out. */
export function tableOfColumns(columns: Table['columns'], records: Table['rows']): Table {
  const names = columns.map(({ name }) => name);
  return { columns, rows: records.map((record) => rowOf(record, names)) };
}

/** A field may be called like something every object inherits, so that only its own count. */
function rowOf(record: Table['rows'][number], names: readonly string[]): Table['rows'][number] {
  return Object.fromEntries(names.map((name) => [name, Object.hasOwn(record, name) ? (record[name] ?? null) : null]));
}

/** Names to tell columns apart by: one without a name is called by its place, a second one of a name gets its number. */
export function distinctNames(given: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const turns = new Map<string, number>();
  return given.map((text, index) => {
    const name = text.trim() === '' ? `column ${index + 1}` : text;
    let distinct = name;
    let turn = turns.get(name) ?? 2;
    for (; taken.has(distinct); turn += 1) distinct = `${name} (${turn})`;
    turns.set(name, turn);
    taken.add(distinct);
    return distinct;
  });
}

export function typeOfCells(cells: readonly string[]): ColumnType {
  const filled = cells.map((text) => text.trim()).filter((text) => text !== '');
  if (filled.length === 0) return 'text';
  if (filled.every(isNumber)) return 'number';
  if (filled.every(isDate)) return 'date';
  return filled.every((text) => text === 'true' || text === 'false') ? 'boolean' : 'text';
}

/** Digits that a number would lose make a text: numbers too large to be exact or to be at all, and codes such as 007. */
function isNumber(text: string): boolean {
  if (!numberPattern.test(text) || /^[+-]?0\d/.test(text)) return false;
  const value = Number(text);
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !/^[+-]?\d+$/.test(text));
}

function isDate(text: string): boolean {
  const [, year, month, day] = datePattern.exec(text) ?? [];
  if (year === undefined) return false;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= daysOf(Number(year), Number(month));
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether a filled cell can be read as this type. */
export function fitsType(text: string, type: ColumnType): boolean {
  const trimmed = text.trim();
  if (trimmed === '' || type === 'text') return true;
  if (type === 'number') return isNumber(trimmed);
  return type === 'date' ? isDate(trimmed) : trimmed === 'true' || trimmed === 'false';
}

/** What the cell of a column means; an empty one is null. */
export function valueOf(text: string, type: ColumnType): Json {
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
  return filled.every((value) => typeof value === 'string' && isDate(value)) ? 'date' : 'text';
}
