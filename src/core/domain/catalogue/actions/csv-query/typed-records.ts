import { AppError } from '../../../model/errors.ts';
import type { Json } from '../../../model/json.ts';
import { own } from '../../../model/own.ts';
import type { ColumnType, Table } from '../../../model/table.ts';
import { distinctNames, fitsType, typeOfCells, valueOf } from '../../../model/typed-table.ts';
import type { QueryConfig } from './query-config.ts';

export type Row = Table['rows'][number];
export type Column = Table['columns'][number];

export interface TypedRecords {
  /** Of the whole file. */
  readonly columns: readonly Column[];
  /** One row per record with the columns `wanted` names, in the order of the file. */
  rows(wanted: Pick<ReadonlySet<string>, 'has'>): AsyncGenerator<Row, void, void>;
}

/** Types are found out from so many records. */
const sampled = 1000;

/** The records of a file as rows whose cells have types, a few at a time. */
export async function typedRecords(records: AsyncIterator<readonly string[]>, { header, types, badCells }: Pick<QueryConfig, 'header' | 'types' | 'badCells'>): Promise<TypedRecords> {
  const sample: (readonly string[])[] = [];
  for (let next = await records.next(); next.done !== true; next = await records.next()) {
    sample.push(next.value);
    if (sample.length > sampled) break;
  }
  const [first = []] = sample;
  const names = distinctNames(header ? first : first.map(() => ''));
  if (header) sample.shift();
  const unknown = Object.keys(types).find((name) => !names.includes(name));
  if (unknown !== undefined) throw noSuchColumn(unknown, names);
  const columns = names.map((name, index) => ({ name, type: own(types, name) ?? typeOfCells(sample.map((record) => record[index] ?? '')) }));
  return {
    columns,
    async *rows(wanted) {
      const read = columns.flatMap(({ name, type }, index) => (wanted.has(name) ? [{ name, type, index }] : []));
      let number = 0;
      const rowOf = (record: readonly string[]): Row => {
        number += 1;
        return Object.fromEntries(read.map(({ name, type, index }) => [name, cellOf(record[index] ?? '', { name, type, number, badCells })]));
      };
      for (const record of sample.splice(0)) yield rowOf(record);
      for (let next = await records.next(); next.done !== true; next = await records.next()) yield rowOf(next.value);
    },
  };
}

function cellOf(text: string, { name, type, number, badCells }: { readonly name: string; readonly type: ColumnType; readonly number: number; readonly badCells: QueryConfig['badCells'] }): Json {
  if (type === 'text' || fitsType(text, type)) return valueOf(text, type);
  if (badCells === 'empty') return null;
  throw new AppError('input_invalid', `column '${name}' is one of ${type}s, and record ${number} holds ${JSON.stringify(text.slice(0, 80))}`, {
    next: `Say \`types: {"${name}": "text"}\`, or \`badCells: "empty"\` to take such cells for empty ones.`,
    data: { column: name, record: number },
  });
}

export function noSuchColumn(name: string, names: readonly string[]): AppError {
  return new AppError('input_invalid', `there is no column '${name}'`, { next: `There are ${names.slice(0, 20).join(', ') || 'none'}.`, data: { column: name, columns: names.slice(0, 100) } });
}
