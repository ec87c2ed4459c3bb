import { AppError } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';
import type { Table } from '../../../model/table.ts';
import { evaluate, parseExpression, type ParsedExpression } from '../../../expression/expression.ts';
import { createFuel, type Fuel } from '../../../expression/fuel.ts';
import type { Scope } from '../../../expression/scope.ts';
import { aggregateRows, groupRows } from './aggregate-rows.ts';
import { describeTable } from './describe-table.ts';
import { requireColumn } from './table-columns.ts';
import type { TransformStep } from './transform-steps.ts';
import { typeOfValues } from '../../../model/typed-table.ts';

/** Work all expressions of one transform may do together, in loop turns and rows. */
const fuelLimit = 10_000_000;

/** The table after all steps, in order. */
export function applySteps(table: Table, steps: readonly TransformStep[], signal: AbortSignal): Table {
  const fuel = createFuel(fuelLimit);
  return steps.reduce((result, step) => {
    signal.throwIfAborted();
    return applyStep(result, step, fuel);
  }, table);
}

function applyStep(table: Table, step: TransformStep, fuel: Fuel): Table {
  switch (step.op) {
    case 'filter':
      return filterRows(table, step.where, fuel);
    case 'derive':
      return deriveColumn(table, step, fuel);
    case 'select':
      return selectColumns(table, step.columns);
    case 'group':
      return groupRows(table, step.by, step.aggregate);
    case 'aggregate':
      return aggregateRows(table, step.aggregate);
    case 'sort':
      return sortRows(table, requireColumn(table, step.by).name, step.descending);
    case 'limit':
      return { ...table, rows: table.rows.slice(step.offset, step.offset + step.count) };
    case 'describe':
      return describeTable(table);
    default:
      return step satisfies never;
  }
}

function filterRows(table: Table, where: string, fuel: Fuel): Table {
  const condition = parseExpression(where);
  const rows = table.rows.filter((row, index) => {
    const value = valueAt(condition, { row, index }, fuel);
    if (typeof value === 'boolean') return value;
    throw new AppError('input_invalid', `the filter '${where}' gives ${JSON.stringify(value)} for row ${index + 1}, not true or false`, { next: 'Compare something, such as item.amount > 100.' });
  });
  return { ...table, rows };
}

function deriveColumn(table: Table, step: { readonly column: string; readonly value: string }, fuel: Fuel): Table {
  const expression = parseExpression(step.value);
  const values = table.rows.map((row, index) => valueAt(expression, { row, index }, fuel));
  const column = { name: step.column, type: typeOfValues(values) };
  return {
    columns: [...table.columns.filter((other) => other.name !== step.column), column],
    rows: table.rows.map((row, index) => ({ ...row, [step.column]: values[index] ?? null })),
  };
}

function selectColumns(table: Table, names: readonly string[]): Table {
  const columns = names.map((name) => requireColumn(table, name));
  return { columns, rows: table.rows.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null]))) };
}

/** Stable; empty cells come last in both directions. */
function sortRows(table: Table, by: string, descending: boolean): Table {
  const direction = descending ? -1 : 1;
  return {
    ...table,
    rows: table.rows.toSorted((a, b) => {
      const [left, right] = [a[by] ?? null, b[by] ?? null];
      if (left === null || right === null) return Number(left === null) - Number(right === null);
      return direction * compare(left, right);
    }),
  };
}

/** Numbers by size and before everything else, so that a mixed column has an order, too. */
function compare(a: Json, b: Json): number {
  if (typeof a === 'number' || typeof b === 'number') return typeof a === typeof b ? Number(a) - Number(b) : Number(typeof a !== 'number') - Number(typeof b !== 'number');
  const [left, right] = [textOf(a), textOf(b)];
  return left < right ? -1 : Number(left > right);
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function valueAt(expression: ParsedExpression, at: { readonly row: Table['rows'][number]; readonly index: number }, fuel: Fuel): Json {
  return evaluate(expression, { ...emptyScope, item: at.row, index: at.index }, fuel).value;
}

const emptyScope: Scope = { inputs: {}, vars: {}, nodes: {}, loops: {}, run: {}, now: '1970-01-01T00:00:00.000Z' };
