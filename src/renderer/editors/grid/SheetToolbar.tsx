import { Button, IconButton } from '../../components/Button.tsx';
import { editorWords } from '../../strings/editors.ts';
import { type Place, rangeOf } from './grid-moves.ts';
import styles from './grid.module.css';
import { SheetFind } from './SheetFind.tsx';
import type { Grid } from './use-grid.ts';

const words = editorWords.grid;

export interface SheetToolbarProps {
  readonly grid: Grid;
  readonly isReadOnly: boolean;
  readonly onGo: (place: Place) => void;
}

/** What can be done with the rows and columns that are selected, and what the table is like. */
export function SheetToolbar({ grid, isReadOnly, onGo }: SheetToolbarProps) {
  const { top, bottom, left, right } = rangeOf(grid.selection);
  const { delimiter, lineEnd } = grid.sheet;
  const column = grid.selection.cursor.column;
  const sortIt = (): void => {
    const { sorting } = grid;
    grid.orderBy(sorting?.column !== column ? { column, isDescending: false } : sorting.isDescending ? undefined : { column, isDescending: true });
  };
  return (
    <div className={styles['bar']} role="toolbar" aria-label={words.toolbar}>
      {!isReadOnly && (
        <>
          <IconButton label={words.undo} icon="undo" isDisabled={!grid.canUndo} onPress={grid.undo} />
          <IconButton label={words.redo} icon="redo" isDisabled={!grid.canRedo} onPress={grid.redo} />
          <IconButton label={words.addRow} icon="addRow" onPress={grid.addRow} />
          <IconButton label={words.removeRows(bottom - Math.max(top, 1) + 1)} icon="removeRow" isDisabled={bottom === 0} onPress={grid.removeRows} />
          <IconButton label={words.addColumn} icon="addColumn" onPress={() => { grid.addColumn(words.newColumn(grid.columns.length + 1)); }} />
          <IconButton label={words.removeColumns(right - left + 1)} icon="removeColumn" isDisabled={right - left + 1 >= grid.columns.length} onPress={grid.removeColumns} />
        </>
      )}
      <IconButton label={grid.sorting?.isDescending === true && grid.sorting.column === column ? words.unsort : words.sortBy(grid.name(column))} icon="sort" onPress={sortIt} />
      <SheetFind grid={grid} onGo={onGo} />
      <span className={styles['space']} />
      {grid.sorting !== undefined && (
        <Button size="small" look="quiet" onPress={() => { grid.orderBy(undefined); }}>
          {words.unsort}
        </Button>
      )}
      <span className={styles['facts']} title={grid.sorting === undefined ? undefined : words.sorted}>
        {words.shape(grid.rows - 1, grid.columns.length)}, {words.dialect(words.delimiters[delimiter], lineEnd === '\n' ? 'LF' : 'CRLF')}
      </span>
    </div>
  );
}
