import { evaluate, parseExpression, type ParsedExpression, references } from '../../../expression/expression.ts';
import { createFuel, type Fuel } from '../../../expression/fuel.ts';
import type { Scope } from '../../../expression/scope.ts';
import { AppError } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';
import { typeOfValues } from '../../../model/typed-table.ts';
import { groupedRows } from './grouped-rows.ts';
import { orderedRows } from './ordered-rows.ts';
import { nameOf, type QueryConfig } from './query-config.ts';
import { type Column, noSuchColumn, type Row, type TypedRecords } from './typed-records.ts';

/** Pays for the work all expressions of one query may do together, in loop turns and characters; each alone is bounded, too. */
export function createQueryFuel(): Fuel {
  return createFuel(1_000_000_000);
}

export interface QueriedRows {
  readonly rows: AsyncIterable<Row>;
  /** Columns of the result in their order; a computed one has a type when rows have gone by. */
  columns(): readonly Column[];
  /** Records read so far. */
  read(): number;
}

/** The rows a query leaves, computed while they are read: what must be kept for groups and orders is bounded. */
export function queryRows(source: TypedRecords, config: QueryConfig, { signal, fuel = createQueryFuel() }: { readonly signal: AbortSignal; readonly fuel?: Fuel }): QueriedRows {
  const types = new Map<string, Column['type']>(source.columns.map(({ name, type }) => [name, type]));
  const computed = config.compute.map(({ column, value }) => ({ column, expression: parseExpression(value) }));
  const where = config.where === undefined ? undefined : parseExpression(config.where);
  const before = [...types.keys(), ...computed.map(({ column }) => column).filter((name) => !types.has(name))];
  demandColumns(config.group?.by ?? [], before);
  demandColumns((config.group?.aggregate ?? []).flatMap(({ column }) => column ?? []), before);
  const after = config.group === undefined ? before : [...config.group.by, ...config.group.aggregate.map(nameOf)];
  demandDistinct(after);
  demandColumns(config.order.map(({ by }) => by), after);
  demandColumns(config.select ?? [], after);
  const result = config.select ?? after;

  let read = 0;
  const valueAt = (expression: ParsedExpression, item: Row): Json => evaluate(expression, { ...emptyScope, item, index: read - 1 }, fuel).value;
  async function* kept(): AsyncGenerator<Row, void, void> {
    const wanted = neededColumns(config, [...computed.map(({ expression }) => expression), ...(where === undefined ? [] : [where])], result);
    for await (const given of source.rows(wanted)) {
      signal.throwIfAborted();
      read += 1;
      let row = given;
      for (const { column, expression } of computed) row = withColumn(row, column, valueAt(expression, row));
      if (where === undefined || isTrue(valueAt(where, row), { where: config.where ?? '', read })) yield row;
    }
  }
  const all = config.group === undefined ? kept() : groupedRows(kept(), config.group);
  const ordered = config.order.length === 0 ? all : orderedRows(all, config);
  const noted = new Set([...computed.map(({ column }) => column), ...(config.group?.aggregate ?? []).map(nameOf)]);
  return {
    rows: selected(portion(ordered, config), { result, noted, types }),
    columns: () => result.map((name) => ({ name, type: types.get(name) ?? 'text' })),
    read: () => read,
  };
}

async function* portion(rows: AsyncIterable<Row>, { offset, limit = Number.POSITIVE_INFINITY }: QueryConfig): AsyncGenerator<Row, void, void> {
  let at = 0;
  for await (const row of rows) {
    at += 1;
    if (at > offset) yield row;
    // Nothing more is read of the file.
    if (at >= offset + limit) return;
  }
}

interface Selection {
  readonly result: readonly string[];
  /** Columns whose types nobody knows before their values. */
  readonly noted: ReadonlySet<string>;
  readonly types: Map<string, Column['type']>;
}

async function* selected(rows: AsyncIterable<Row>, { result, noted, types }: Selection): AsyncGenerator<Row, void, void> {
  const open = result.filter((name) => noted.has(name));
  const seen = new Set<string>();
  for await (const row of rows) {
    for (const name of open) {
      const value = row[name] ?? null;
      if (value === null) continue;
      const type = typeOfValues([value]);
      types.set(name, seen.has(name) && types.get(name) !== type ? 'text' : type);
      seen.add(name);
    }
    yield Object.fromEntries(result.map((name) => [name, row[name] ?? null]));
  }
}

/** Columns of the file that anything names; an expression that takes the record as a whole wants all. */
function neededColumns({ group, order }: QueryConfig, expressions: readonly ParsedExpression[], result: readonly string[]): Pick<ReadonlySet<string>, 'has'> {
  const read = expressions.flatMap((expression) => references(expression)).filter((path) => path === 'item' || path.startsWith('item.'));
  const names = [...(group === undefined ? [...result, ...order.map(({ by }) => by)] : [...group.by, ...group.aggregate.flatMap(({ column }) => column ?? [])])];
  return read.some((path) => !/^item\.\w+/u.test(path)) ? { has: () => true } : new Set([...names, ...read.map((path) => path.split('.')[1] ?? '')]);
}

/** As a row literal would do it, but for names such as `__proto__`. */
function withColumn(row: Row, name: string, value: Json): Row {
  return Object.fromEntries([...Object.entries(row), [name, value]]);
}

function isTrue(value: Json, { where, read }: { readonly where: string; readonly read: number }): boolean {
  if (typeof value === 'boolean') return value;
  throw new AppError('input_invalid', `the condition '${where}' gives ${JSON.stringify(value)} for record ${read}, not true or false`, { next: 'Compare something, such as item.amount > 100.' });
}

function demandColumns(wanted: readonly string[], names: readonly string[]): void {
  const missing = wanted.find((name) => !names.includes(name));
  if (missing !== undefined) throw noSuchColumn(missing, names);
}

function demandDistinct(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new AppError('input_invalid', `two columns of the result are called '${twice}'`, { next: 'Give one of them another name with `as`.', data: { column: twice } });
}

const emptyScope: Scope = { inputs: {}, vars: {}, nodes: {}, loops: {}, run: {}, now: '1970-01-01T00:00:00.000Z' };
