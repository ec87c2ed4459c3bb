import { useMemo, useState } from 'react';
import type { CsvGridProps } from './CsvGrid.tsx';
import { readColumns, type Sorting, sortedRows } from './column-kinds.ts';
import { cellsOf, columnCount, parseSheet } from './csv-sheet.ts';
import { type Place, rangeOf, type Selection } from './grid-moves.ts';
import { type CellChange, insertColumn, insertRows, removeColumns, removeRows, setCells } from './sheet-edits.ts';
import { tabText } from './tab-text.ts';
import { type EditableSheet, useSheet } from './use-sheet.ts';

export interface Grid extends EditableSheet {
  readonly columns: ReturnType<typeof readColumns>;
  /** How many rows are shown, the names of the columns included. */
  readonly rows: number;
  readonly selection: Selection;
  readonly sorting: Sorting | undefined;
  select(selection: Selection): void;
  readonly orderBy: (sorting: Sorting | undefined) => void;
  /** The row of the sheet that is shown at a place. */
  sheetRow(row: number): number;
  valueAt(place: Place): string;
  name(column: number): string;
  set(changes: readonly (Place & { readonly value: string })[]): void;
  copied(): string;
  paste(text: string): void;
  clear(): void;
  readonly addRow: () => void;
  readonly removeRows: () => void;
  addColumn(name: string): void;
  readonly removeColumns: () => void;
}

const start: Place = { row: 0, column: 0 };

/** A sheet as it is shown: its order, what is selected, and what can be done with that. */
export function useGrid(props: Pick<CsvGridProps, 'value' | 'onChange' | 'delimiter'>): Grid {
  const held = useSheet(props);
  const { sheet } = held;
  const [selection, select] = useState<Selection>({ anchor: start, cursor: start });
  const [sorting, orderBy] = useState<Sorting>();
  const width = useMemo(() => columnCount(sheet), [sheet]);
  const columns = useMemo(() => readColumns(sheet, width), [sheet, width]);
  const sortedKind = columns[sorting?.column ?? 0]?.kind ?? 'text';
  const order = useMemo(() => sortedRows(sheet, sorting, sortedKind), [sheet, sorting, sortedKind]);
  const rows = order.length + 1;
  const sheetRow = (row: number): number => (row === 0 ? 0 : (order[row - 1] ?? sheet.rows.length));
  const valueAt = ({ row, column }: Place): string => {
    const found = sheet.rows[sheetRow(row)];
    return found === undefined ? '' : (cellsOf(found, sheet.delimiter)[column] ?? '');
  };
  const view = { rows, columns, sheetRow, valueAt, selection };
  return { ...held, ...view, sorting, select, orderBy, name: (column) => valueAt({ row: 0, column }) || String(column + 1), ...gridActs({ ...held, ...view, select }) };
}

type Acts = Pick<Grid, 'set' | 'copied' | 'paste' | 'clear' | 'addRow' | 'removeRows' | 'addColumn' | 'removeColumns'>;

function gridActs({ sheet, edit, rows, columns, sheetRow, valueAt, selection, select }: Pick<Grid, 'sheet' | 'edit' | 'rows' | 'columns' | 'sheetRow' | 'valueAt' | 'selection' | 'select'>): Acts {
  const { top, bottom, left, right } = rangeOf(selection);
  const spread = (value: (row: number, column: number) => string): CellChange[] => {
    const changes: CellChange[] = [];
    for (let row = top; row <= bottom; row += 1) for (let column = left; column <= right; column += 1) changes.push({ row: sheetRow(row), column, value: value(row, column) });
    return changes;
  };
  const set: Acts['set'] = (changes) => { edit(setCells(sheet, changes.map((change) => ({ ...change, row: change.row < rows ? sheetRow(change.row) : sheet.rows.length + change.row - rows })))); };
  return {
    set,
    copied: () => tabText(Array.from({ length: bottom - top + 1 }, (_, row) => Array.from({ length: right - left + 1 }, (__, column) => valueAt({ row: top + row, column: left + column })))),
    paste(text) {
      const given = parseSheet(text, '\t').rows.map((row) => cellsOf(row, '\t'));
      const [only] = given;
      if (only === undefined) return;
      // One value fills all that is selected; more stand from the upper left cell on.
      if (given.length === 1 && only.length === 1) edit(setCells(sheet, spread(() => only[0] ?? '')));
      else {
        set(given.flatMap((cells, row) => cells.map((value, column) => ({ row: top + row, column: left + column, value }))));
        select({ anchor: { row: top, column: left }, cursor: { row: top + given.length - 1, column: left + Math.max(...given.map(({ length }) => length)) - 1 } });
      }
    },
    clear() { edit(setCells(sheet, spread(() => ''))); },
    addRow() {
      edit(insertRows(sheet, sheetRow(bottom) + 1, 1));
      select({ anchor: { row: bottom + 1, column: left }, cursor: { row: bottom + 1, column: left } });
    },
    removeRows() {
      edit(removeRows(sheet, new Set(Array.from({ length: bottom - Math.max(top, 1) + 1 }, (_, at) => sheetRow(Math.max(top, 1) + at)))));
      const row = Math.max(0, Math.min(top, rows - 2 - (bottom - top)));
      select({ anchor: { row, column: left }, cursor: { row, column: left } });
    },
    addColumn(name) {
      edit(insertColumn(sheet, right + 1, name));
      select({ anchor: { row: 0, column: right + 1 }, cursor: { row: 0, column: right + 1 } });
    },
    removeColumns() {
      edit(removeColumns(sheet, left, right));
      const column = Math.max(0, Math.min(left, columns.length - 2 - (right - left)));
      select({ anchor: { row: top, column }, cursor: { row: top, column } });
    },
  };
}
