import { AppError } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';
import { compareValues } from './ordered-rows.ts';
import { type Aggregate, nameOf, type QueryConfig } from './query-config.ts';
import type { Row } from './typed-records.ts';

const mostGroups = 100_000;
/** Of what is kept of all groups together: their keys, the texts that are the least or the greatest, and room for each figure. */
const mostCharacters = 32 * 1024 * 1024;
/** What a running figure takes, in characters. */
const perFigure = 64;

interface Group {
  readonly keys: readonly Json[];
  readonly sums: readonly Running[];
}

/** One row per group in the order the groups first appear; of a group only its key and its running figures are kept. */
export async function* groupedRows(rows: AsyncIterable<Row>, { by, aggregate }: NonNullable<QueryConfig['group']>): AsyncGenerator<Row, void, void> {
  const groups = new Map<string, Group>();
  let characters = 0;
  for await (const row of rows) {
    const keys = by.map((name) => row[name] ?? null);
    const id = JSON.stringify(keys);
    let group = groups.get(id);
    if (group === undefined) {
      characters += id.length + aggregate.length * perFigure;
      if (groups.size >= mostGroups) throw tooManyGroups(by);
      group = { keys, sums: aggregate.map((one) => new Running(one)) };
      groups.set(id, group);
    }
    for (const sum of group.sums) characters += sum.take(row);
    if (characters > mostCharacters) throw tooManyGroups(by);
  }
  // All records as one group are one row, also if there are none.
  if (by.length === 0 && groups.size === 0) groups.set('', { keys: [], sums: aggregate.map((one) => new Running(one)) });
  for (const { keys, sums } of groups.values()) {
    yield Object.fromEntries([...by.map((name, index) => [name, keys[index] ?? null] as const), ...sums.map((sum, index) => [nameOf(aggregate[index] ?? sum.asked), sum.result()] as const)]);
  }
}

/** A figure of a column that grows record by record. */
class Running {
  readonly asked: Aggregate;
  #count = 0;
  #sum = 0;
  /** What rounding took from the sum, so that a million cents are ten thousand. */
  #lost = 0;
  #extreme: Json = null;

  constructor(asked: Aggregate) {
    this.asked = asked;
    if (asked.fn !== 'count' && asked.column === undefined) {
      throw new AppError('input_invalid', `the aggregate '${asked.fn}' names no column`, { next: 'Give it a `column`.' });
    }
  }

  /** Answers by how many characters more is kept now; by fewer where it is negative. */
  take(row: Row): number {
    const { fn, column } = this.asked;
    const value = column === undefined ? true : (row[column] ?? null);
    if (value === null) return 0;
    this.#count += 1;
    if (fn === 'sum' || fn === 'avg') this.#add(numberOf(value, column ?? ''));
    else if (fn !== 'count' && (this.#extreme === null || compareValues(value, this.#extreme) * (fn === 'min' ? 1 : -1) < 0)) {
      const more = charactersOf(value) - charactersOf(this.#extreme);
      this.#extreme = value;
      return more;
    }
    return 0;
  }

  result(): Json {
    const { fn, column } = this.asked;
    if (fn === 'count') return this.#count;
    if (fn === 'min' || fn === 'max') return this.#extreme;
    if (this.#count === 0) return null;
    const sum = this.#sum + this.#lost;
    const figure = fn === 'sum' ? sum : sum / this.#count;
    if (Number.isFinite(figure)) return figure;
    throw new AppError('input_invalid', `the ${fn} of column '${column ?? ''}' is larger than any number`, { next: 'Filter out what is far too large, or divide the column first.' });
  }

  /** Neumaier's sum. */
  #add(value: number): void {
    const next = this.#sum + value;
    this.#lost += Math.abs(this.#sum) >= Math.abs(value) ? this.#sum - next + value : value - next + this.#sum;
    this.#sum = next;
  }
}

function charactersOf(value: Json): number {
  return typeof value === 'string' ? value.length : 0;
}

function numberOf(value: Json, column: string): number {
  if (typeof value === 'number') return value;
  throw new AppError('input_invalid', `column '${column}' holds ${JSON.stringify(value).slice(0, 80)}, which is no number`, { next: 'Aggregate a numeric column, or count it.', data: { column } });
}

function tooManyGroups(by: readonly string[]): AppError {
  return new AppError('input_invalid', `grouping by ${by.join(', ')} makes more than ${mostGroups} groups, or keeps more than ${mostCharacters} characters of them`, {
    next: 'Group by fewer columns, by a coarser one that `compute` adds, take no least or greatest of long texts, or filter first.',
    data: { mostGroups },
  });
}
