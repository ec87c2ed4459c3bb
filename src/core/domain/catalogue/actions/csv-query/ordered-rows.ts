import { AppError } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';
import { mostOrdered, type QueryConfig } from './query-config.ts';
import type { Row } from './typed-records.ts';

/** Of the rows kept for an order. */
const mostCharacters = 64 * 1024 * 1024;

type Ordering = Pick<QueryConfig, 'order' | 'offset' | 'limit'>;

/**
 * The rows in order; equal ones as they came, empty cells last in both directions. Where a limit says how many are wanted, no
 * more than twice as many are kept at a time.
 */
export async function* orderedRows(rows: AsyncIterable<Row>, { order, offset, limit }: Ordering): AsyncGenerator<Row, void, void> {
  const wanted = limit === undefined ? mostOrdered : offset + limit;
  if (wanted > mostOrdered + offset) throw tooMany();
  const compare = comparison(order);
  let kept: Row[] = [];
  let characters = 0;
  for await (const row of rows) {
    kept.push(row);
    characters += sizeOf(row);
    if (limit === undefined && kept.length > mostOrdered) throw tooMany();
    if (limit !== undefined && (kept.length >= wanted * 2 + 1000 || characters > mostCharacters)) {
      kept = kept.toSorted(compare).slice(0, wanted);
      characters = kept.reduce((sum, one) => sum + sizeOf(one), 0);
    }
    if (characters > mostCharacters) throw tooMany();
  }
  yield* kept.toSorted(compare);
}

function comparison(order: QueryConfig['order']): (one: Row, other: Row) => number {
  return (one, other) => {
    for (const { by, descending } of order) {
      const [left, right] = [one[by] ?? null, other[by] ?? null];
      if (left === null && right === null) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const difference = compareValues(left, right);
      if (difference !== 0) return descending ? -difference : difference;
    }
    return 0;
  };
}

/** Numbers by size and before everything else, so that a mixed column has an order, too. */
export function compareValues(one: Json, other: Json): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'number' || typeof other === 'number') return typeof one === 'number' ? -1 : 1;
  const [left, right] = [textOf(one), textOf(other)];
  return left < right ? -1 : Number(left > right);
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function sizeOf(row: Row): number {
  return Object.values(row).reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 8);
}

function tooMany(): AppError {
  return new AppError('input_invalid', `the order would keep more than ${mostOrdered} rows, or ${mostCharacters} characters, in memory`, {
    next: 'Add a `limit`, filter or group first, or select fewer columns.',
    data: { mostOrdered },
  });
}
