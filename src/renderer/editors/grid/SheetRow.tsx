import type { VirtualItem } from '@tanstack/react-virtual';
import { classNames } from '../../components/class-names.ts';
import { editorWords } from '../../strings/editors.ts';
import type { CellDraft, EndWriting } from './cell-draft.ts';
import { CellInput } from './CellInput.tsx';
import { rangeOf } from './grid-moves.ts';
import { rowHeight } from './grid-room.ts';
import styles from './grid.module.css';
import type { Grid } from './use-grid.ts';

export interface SheetRowProps {
  readonly grid: Grid;
  /** Begins the ids of the cells. */
  readonly id: string;
  readonly columns: readonly VirtualItem[];
  readonly draft: CellDraft | undefined;
  readonly onDraft: (draft: CellDraft) => void;
  readonly onEnd: EndWriting;
  readonly row: number;
  readonly top: number;
}

/** One row: its number in the file and the cells near the window. */
export function SheetRow({ grid, id, columns, draft, onDraft, onEnd, row, top }: SheetRowProps) {
  const range = rangeOf(grid.selection);
  const { cursor } = grid.selection;
  return (
    <div role="row" aria-rowindex={row + 1} className={styles['row']} style={{ top, height: rowHeight }}>
      <div role="rowheader" aria-colindex={1} className={styles['number']}>
        {grid.sheetRow(row)}
      </div>
      {columns.map(({ index: column, start, size }) => {
        const value = grid.valueAt({ row, column });
        const isWritten = draft?.row === row && draft.column === column;
        const isSelected = row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
        return (
          <div
            key={column}
            id={`${id}-${row}-${column}`}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={isSelected}
            data-place={`${row} ${column}`}
            className={classNames(styles['cell'], grid.columns[column]?.kind === 'number' && styles['numeric'], isSelected && styles['selected'], cursor.row === row && cursor.column === column && styles['cursor'])}
            style={{ left: start, width: size }}
          >
            {isWritten ? <CellInput draft={draft} label={editorWords.grid.edit(grid.name(column), grid.sheetRow(row))} onDraft={onDraft} onEnd={onEnd} /> : value}
          </div>
        );
      })}
    </div>
  );
}
