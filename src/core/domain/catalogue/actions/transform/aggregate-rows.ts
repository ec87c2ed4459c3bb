import { AppError } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';
import type { ColumnType, Table } from '../../../model/table.ts';
import { requireColumn } from './table-columns.ts';
import type { Aggregate, AggregateFunction, GroupKey } from './transform-steps.ts';

type Row = Table['rows'][number];

/** One row per distinct combination of keys, in the order the keys first appear. */
export function groupRows(table: Table, by: readonly GroupKey[], aggregates: readonly Aggregate[]): Table {
  const keys = by.map(({ column, bucket, as }) => {
    const { type } = requireColumn(table, column);
    return { name: as ?? bucket ?? column, type: bucket === undefined ? type : ('text' as const) };
  });
  const outputs = outputsOf(table, aggregates, new Set(by.map((key) => key.column)));
  demandDistinct([...keys, ...outputs]);
  const groups = new Map<string, { readonly values: readonly Json[]; readonly rows: Row[] }>();
  for (const row of table.rows) {
    const values = by.map((key) => keyOf(row, key));
    const id = JSON.stringify(values);
    const group = groups.get(id);
    if (group === undefined) groups.set(id, { values, rows: [row] });
    else group.rows.push(row);
  }
  return {
    columns: [...keys, ...outputs].map(({ name, type }) => ({ name, type })),
    rows: [...groups.values()].map(({ values, rows }) => Object.fromEntries([...keys.map(({ name }, index) => [name, values[index] ?? null] as const), ...aggregated(rows, outputs)])),
  };
}

/** The whole table as one row. */
export function aggregateRows(table: Table, aggregates: readonly Aggregate[]): Table {
  const outputs = outputsOf(table, aggregates, new Set());
  demandDistinct(outputs);
  return { columns: outputs.map(({ name, type }) => ({ name, type })), rows: [Object.fromEntries(aggregated(table.rows, outputs))] };
}

interface Output {
  readonly name: string;
  readonly column: string;
  readonly fn: AggregateFunction;
  readonly type: ColumnType;
}

function outputsOf(table: Table, aggregates: readonly Aggregate[], keys: ReadonlySet<string>): readonly Output[] {
  return aggregates.flatMap(({ columns, fn, prefix }) => {
    const names = columns === 'numeric' ? table.columns.filter((column) => column.type === 'number' && !keys.has(column.name)).map((column) => column.name) : columns;
    return names.map((column) => ({ name: prefix + column, column, fn, type: typeOfResult(fn, requireColumn(table, column).type) }));
  });
}

function typeOfResult(fn: AggregateFunction, type: ColumnType): ColumnType {
  return fn === 'first' || fn === 'last' ? type : 'number';
}

/** Two results of one name would silently become one. */
function demandDistinct(columns: readonly { readonly name: string }[]): void {
  const twice = columns.find(({ name }, index) => columns.findIndex((other) => other.name === name) !== index);
  if (twice === undefined) return;
  throw new AppError('input_invalid', `two columns of the result are called '${twice.name}'`, { next: 'Give one of them another name with `prefix`, or the key with `as`.', data: { column: twice.name } });
}

function aggregated(rows: readonly Row[], outputs: readonly Output[]): readonly (readonly [string, Json])[] {
  return outputs.map(({ name, column, fn }) => [name, aggregate(rows.map((row) => row[column] ?? null), { fn, column })] as const);
}

const bucketLength = { year: 4, month: 7, day: 10 } as const;

/** Buckets take a date as it is written, in its own zone: a day is the day that stands in the cell. */
function keyOf(row: Row, key: GroupKey): Json {
  const value = row[key.column] ?? null;
  if (key.bucket === undefined || value === null) return value;
  const length = bucketLength[key.bucket];
  const bucket = typeof value === 'string' ? value.slice(0, length) : '';
  if (bucket.length === length && /^\d{4}(-\d{2}){0,2}$/.test(bucket)) return bucket;
  throw new AppError('input_invalid', `column '${key.column}' holds ${JSON.stringify(value)}, which has no ${key.bucket} to group by`, { next: 'Group by a column of dates such as 2026-01-31, or without a bucket.', data: { column: key.column } });
}

function aggregate(values: readonly Json[], { fn, column }: { readonly fn: AggregateFunction; readonly column: string }): Json {
  const filled = values.filter((value) => value !== null);
  if (fn === 'count') return filled.length;
  if (fn === 'first') return filled[0] ?? null;
  if (fn === 'last') return filled.at(-1) ?? null;
  const result = statistic(filled.map((value) => numberOf(value, column)), fn);
  if (result === undefined) return null;
  if (Number.isFinite(result)) return result;
  throw new AppError('input_invalid', `the ${fn} of column '${column}' is larger than any number`, { next: 'Filter out what is far too large, or divide the column first.', data: { column } });
}

/** A figure of a list of numbers, undefined for an empty one. The deviation is the sample's, and 0 for one number. */
export function statistic(numbers: readonly number[], fn: 'sum' | 'mean' | 'min' | 'max' | 'stdev'): number | undefined {
  if (numbers.length === 0) return undefined;
  const sum = numbers.reduce((total, number) => total + number, 0);
  const mean = sum / numbers.length;
  switch (fn) {
    case 'sum':
      return sum;
    case 'mean':
      return mean;
    case 'min':
      return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
    case 'max':
      return numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY);
    case 'stdev':
      return numbers.length < 2 ? 0 : Math.sqrt(numbers.reduce((total, number) => total + (number - mean) ** 2, 0) / (numbers.length - 1));
    default:
      return fn satisfies never;
  }
}

function numberOf(value: Json, column: string): number {
  if (typeof value === 'number') return value;
  throw new AppError('input_invalid', `column '${column}' holds ${JSON.stringify(value)}, which is no number`, { next: 'Aggregate a numeric column, or count it.', data: { column } });
}
