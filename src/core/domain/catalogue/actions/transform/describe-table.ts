import type { Json } from '../../../model/json.ts';
import type { ColumnType, Table } from '../../../model/table.ts';
import { statistic } from './aggregate-rows.ts';

const figures: readonly { readonly name: string; readonly type: ColumnType }[] = [
  { name: 'name', type: 'text' }, { name: 'type', type: 'text' }, { name: 'filled', type: 'number' }, { name: 'missing', type: 'number' },
  { name: 'distinct', type: 'number' }, { name: 'first', type: 'text' }, { name: 'last', type: 'text' },
  { name: 'min', type: 'number' }, { name: 'max', type: 'number' }, { name: 'mean', type: 'number' }, { name: 'stdev', type: 'number' },
];

/** One row per column: what it holds, and for numbers their spread, null where it is beyond all numbers. */
export function describeTable(table: Table): Table {
  return { columns: figures, rows: table.columns.map((column) => describeColumn(column, table.rows.map((row) => row[column.name] ?? null))) };
}

function describeColumn(column: Table['columns'][number], values: readonly Json[]): Table['rows'][number] {
  const filled = values.filter((value) => value !== null);
  const numbers = filled.filter((value) => typeof value === 'number');
  const figure = (fn: 'min' | 'max' | 'mean' | 'stdev'): number | null => {
    const result = column.type === 'number' ? statistic(numbers, fn) : undefined;
    return result !== undefined && Number.isFinite(result) ? result : null;
  };
  return {
    name: column.name,
    type: column.type,
    filled: filled.length,
    missing: values.length - filled.length,
    distinct: new Set(filled.map((value) => JSON.stringify(value))).size,
    first: filled[0] ?? null,
    last: filled.at(-1) ?? null,
    min: figure('min'),
    max: figure('max'),
    mean: figure('mean'),
    stdev: figure('stdev'),
  };
}
