import { neutraliseFormulas } from '../../../model/formula-cells.ts';
import type { Json } from '../../../model/json.ts';
import type { Formatter } from '../../../ports/formatter.ts';
import type { Column, Row } from './typed-records.ts';

const rowsOfPiece = 500;

export interface CsvPiecesOptions {
  /** Asked again for each piece: types of computed columns are known when rows have gone by. */
  readonly columns: () => readonly Column[];
  readonly formatter: Pick<Formatter, 'serialise'>;
}

/** A CSV file in pieces, its names first. Cells that a spreadsheet would run as a formula get an apostrophe. */
export async function* csvPieces(rows: AsyncIterable<Row>, { columns, formatter }: CsvPiecesOptions): AsyncGenerator<Uint8Array, void, void> {
  const names = columns().map(({ name }) => name);
  const serialise = (cells: string[][]): Promise<Uint8Array> => {
    const numeric = new Set(columns().filter(({ type }) => type === 'number').map(({ name }) => name));
    return formatter.serialise({ ...neutraliseFormulas({ columns: names, rows: cells }, numeric) });
  };
  const head = await serialise([]);
  yield head;
  let cells: string[][] = [];
  for await (const row of rows) {
    cells.push(names.map((name) => cellText(row[name] ?? null)));
    if (cells.length < rowsOfPiece) continue;
    yield (await serialise(cells)).subarray(head.length);
    cells = [];
  }
  if (cells.length > 0) yield (await serialise(cells)).subarray(head.length);
}

function cellText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
