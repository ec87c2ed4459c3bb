import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { editorWords } from '../../strings/editors.ts';
import { CellInput } from './CellInput.tsx';
import { rangeOf } from './grid-moves.ts';
import { rowHeight } from './grid-room.ts';
import styles from './grid.module.css';
import type { SheetRowProps } from './SheetRow.tsx';

export interface HeadRowProps extends Omit<SheetRowProps, 'row' | 'top'> {
  /** What the column of row numbers is called. */
  readonly label: string;
}

/** The names of the columns, with what their values are; each sorts the view by its column. */
export function HeadRow({ grid, id, columns, draft, onDraft, onEnd, label }: HeadRowProps) {
  const { left, right, top } = rangeOf(grid.selection);
  const { cursor } = grid.selection;
  return (
    <div role="row" aria-rowindex={1} className={styles['head']} style={{ height: rowHeight }}>
      <div role="columnheader" aria-colindex={1} className={styles['corner']}>
        {label}
      </div>
      {columns.map(({ index: column, start, size }) => {
        const { kind } = grid.columns[column] ?? { kind: 'text' };
        const sorting = grid.sorting?.column === column ? grid.sorting : undefined;
        return (
          <div
            key={column}
            id={`${id}-0-${column}`}
            role="columnheader"
            aria-colindex={column + 2}
            aria-sort={sorting === undefined ? 'none' : sorting.isDescending ? 'descending' : 'ascending'}
            aria-selected={top === 0 && column >= left && column <= right}
            data-place={`0 ${column}`}
            className={classNames(styles['name'], column >= left && column <= right && styles['named'], cursor.row === 0 && cursor.column === column && styles['cursor'])}
            style={{ left: start, width: size }}
          >
            {draft?.row === 0 && draft.column === column ? (
              <CellInput draft={draft} label={editorWords.grid.edit(grid.name(column), 0)} onDraft={onDraft} onEnd={onEnd} />
            ) : (
              <>
                <span className={styles['title']}>{grid.valueAt({ row: 0, column })}</span>
                <span className={styles['kind']}>{editorWords.grid.kinds[kind]}</span>
                <button
                  type="button"
                  tabIndex={-1}
                  className={classNames(styles['sort'], sorting !== undefined && styles['sorted'])}
                  aria-label={sorting?.isDescending === true ? editorWords.grid.unsort : editorWords.grid.sortBy(grid.name(column))}
                  onClick={() => { grid.orderBy(sorting === undefined ? { column, isDescending: false } : sorting.isDescending ? undefined : { column, isDescending: true }); }}
                >
                  <Icon name={sorting === undefined ? 'sort' : sorting.isDescending ? 'chevronDown' : 'chevronUp'} size="small" />
                </button>
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}
