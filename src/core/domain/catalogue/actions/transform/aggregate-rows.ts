import { AppError } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';
import type { Table } from '../../../model/table.ts';
import type { Aggregate, AggregateFunction, GroupKey } from './transform-steps.ts';
import { requireColumn } from './table-columns.ts';

type Row = Table['rows'][number];

/** One row per distinct combination of keys, in the order the keys first appear. */
export function groupRows(table: Table, by: readonly GroupKey[], aggregates: readonly Aggregate[]): Table {
  for (const key of by) requireColumn(table, key.column);
  const groups = new Map<string, { readonly keys: readonly Json[]; readonly rows: Row[] }>();
  for (const row of table.rows) {
    const keys = by.map((key) => keyOf(row, key));
    const name = JSON.stringify(keys);
    const group = groups.get(name) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(name, group);
  }
  const outputs = outputsOf(table, aggregates, new Set(by.map((key) => key.column)));
  return {
    columns: [
      ...by.map((key) => ({ name: nameOf(key), type: key.bucket === undefined ? requireColumn(table, key.column).type : ('text' as const) })),
      ...outputs.map(({ name }) => ({ name, type: 'number' as const })),
    ],
    rows: [...groups.values()].map(({ keys, rows }) => Object.fromEntries([...by.map((key, index) => [nameOf(key), keys[index] ?? null] as const), ...aggregated(rows, outputs)])),
  };
}

/** The whole table as one row. */
export function aggregateRows(table: Table, aggregates: readonly Aggregate[]): Table {
  const outputs = outputsOf(table, aggregates, new Set());
  return { columns: outputs.map(({ name }) => ({ name, type: 'number' })), rows: [Object.fromEntries(aggregated(table.rows, outputs))] };
}

interface Output {
  readonly name: string;
  readonly column: string;
  readonly fn: AggregateFunction;
}

function outputsOf(table: Table, aggregates: readonly Aggregate[], keys: ReadonlySet<string>): readonly Output[] {
  return aggregates.flatMap(({ columns, fn, prefix }) => {
    const names = columns === 'numeric' ? table.columns.filter((column) => column.type === 'number' && !keys.has(column.name)).map((column) => column.name) : columns;
    return names.map((column) => ({ name: `${prefix}${requireColumn(table, column).name}`, column, fn }));
  });
}

function aggregated(rows: readonly Row[], outputs: readonly Output[]): readonly (readonly [string, Json])[] {
  return outputs.map(({ name, column, fn }) => [name, aggregate(rows.map((row) => row[column] ?? null), { fn, column })] as const);
}

function keyOf(row: Row, key: GroupKey): Json {
  const value = row[key.column] ?? null;
  if (key.bucket === undefined || value === null) return value;
  if (typeof value !== 'string') throw new AppError('input_invalid', `column '${key.column}' holds no dates, so it cannot be grouped by ${key.bucket}`, { next: 'Group by a column of dates, or without a bucket.' });
  return value.slice(0, { year: 4, month: 7, day: 10 }[key.bucket]);
}

function nameOf(key: GroupKey): string {
  return key.as ?? key.bucket ?? key.column;
}

function aggregate(values: readonly Json[], what: { readonly fn: AggregateFunction; readonly column: string }): Json {
  const filled = values.filter((value) => value !== null);
  if (what.fn === 'count') return filled.length;
  if (what.fn === 'first') return filled[0] ?? null;
  if (what.fn === 'last') return filled.at(-1) ?? null;
  const numbers = filled.map((value) => numberOf(value, what.column));
  return numbers.length === 0 ? null : statistic(numbers, what.fn);
}

/** Figures of a list of at least one number. The deviation is the sample's, and 0 for one number. */
export function statistic(numbers: readonly number[], fn: 'sum' | 'mean' | 'min' | 'max' | 'stdev'): number {
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
  throw new AppError('input_invalid', `column '${column}' holds ${JSON.stringify(value)}, which is no number`, { next: 'Aggregate a numeric column, or count it.' });
}
