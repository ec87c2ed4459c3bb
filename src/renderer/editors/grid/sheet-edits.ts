import { columnCount, type CsvRow, type CsvSheet, rawFields, writeField } from './csv-sheet.ts';

export interface CellChange {
  readonly row: number;
  readonly column: number;
  readonly value: string;
}

/** A sheet with other values in some cells; other cells keep their bytes. Rows and columns that are not there are added. */
export function setCells(sheet: CsvSheet, changes: readonly CellChange[]): CsvSheet {
  const last = Math.max(sheet.rows.length - 1, ...changes.map(({ row }) => row));
  const grown = insertRows(sheet, sheet.rows.length, last + 1 - sheet.rows.length);
  const rows = [...grown.rows];
  for (const [index, cells] of Map.groupBy(changes, ({ row }) => row)) {
    const before = rows[index];
    if (before === undefined) continue;
    const fields = rawFields(before.raw, sheet.delimiter);
    for (const { column, value } of cells) {
      while (fields.length <= column) fields.push('');
      fields[column] = writeField(value, sheet.delimiter, fields[column]?.startsWith('"') === true);
    }
    rows[index] = { raw: fields.join(sheet.delimiter), end: before.end };
  }
  return { ...grown, rows };
}

/** Empty rows before the row `at`, as wide as the sheet. */
export function insertRows(sheet: CsvSheet, at: number, count: number): CsvSheet {
  if (count <= 0) return sheet;
  const raw = sheet.delimiter.repeat(columnCount(sheet) - 1);
  const before = sheet.rows.slice(0, at);
  const after = sheet.rows.slice(at);
  const added = Array.from({ length: count }, (): CsvRow => ({ raw, end: sheet.lineEnd }));
  const lastBefore = before.at(-1);
  const lastAdded = added.at(-1);
  // The last row of a text may end without a line break; then the new last one does.
  if (after.length === 0 && lastBefore?.end === '' && lastAdded !== undefined) {
    before[before.length - 1] = { ...lastBefore, end: sheet.lineEnd };
    added[added.length - 1] = { ...lastAdded, end: '' };
  }
  return { ...sheet, rows: [...before, ...added, ...after] };
}

export function removeRows(sheet: CsvSheet, indexes: ReadonlySet<number>): CsvSheet {
  const rows = sheet.rows.filter((_, index) => !indexes.has(index));
  const lastEnd = sheet.rows.at(-1)?.end;
  const last = rows.at(-1);
  if (last !== undefined && lastEnd !== undefined && last.end !== lastEnd) rows[rows.length - 1] = { ...last, end: lastEnd };
  return { ...sheet, rows };
}

/** An empty column before the column `at`, in every row that reaches so far. */
export function insertColumn(sheet: CsvSheet, at: number, name: string): CsvSheet {
  const { delimiter } = sheet;
  const width = columnCount(sheet);
  const rows = sheet.rows.map(({ raw, end }, index): CsvRow => {
    const value = index === 0 ? writeField(name, delimiter) : '';
    const fields = rawFields(raw, delimiter);
    if (fields.length < at) {
      if (index > 0) return { raw, end };
      while (fields.length < Math.min(at, width)) fields.push('');
    }
    fields.splice(at, 0, value);
    return { raw: fields.join(delimiter), end };
  });
  return { ...sheet, rows };
}

export function removeColumns(sheet: CsvSheet, from: number, to: number): CsvSheet {
  const rows = sheet.rows.map(({ raw, end }): CsvRow => {
    const fields = rawFields(raw, sheet.delimiter);
    fields.splice(from, to - from + 1);
    return { raw: fields.join(sheet.delimiter), end };
  });
  return { ...sheet, rows };
}
