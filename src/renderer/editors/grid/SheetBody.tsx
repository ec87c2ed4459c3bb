import { useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, type PointerEvent, type Ref, useId, useImperativeHandle, useRef } from 'react';
import { editorWords } from '../../strings/editors.ts';
import type { CellDraft, EndWriting } from './cell-draft.ts';
import type { Place } from './grid-moves.ts';
import { numbersWidth, rowHeight } from './grid-room.ts';
import styles from './grid.module.css';
import { HeadRow } from './HeadRow.tsx';
import { SheetRow } from './SheetRow.tsx';
import type { Grid } from './use-grid.ts';

export interface SheetBodyHandle {
  show(place: Place): void;
  focus(): void;
  /** How many rows fit. */
  page(): number;
}

export interface SheetBodyProps {
  readonly ref: Ref<SheetBodyHandle>;
  readonly grid: Grid;
  readonly label: string;
  readonly helpId: string;
  readonly isReadOnly: boolean;
  readonly draft: CellDraft | undefined;
  readonly onDraft: (draft: CellDraft) => void;
  readonly onEnd: EndWriting;
  readonly onBegin: (text: string, place: Place) => void;
  readonly onGo: (place: Place, isExtending: boolean) => void;
  readonly onKey: (event: KeyboardEvent) => void;
}

/** The cells near the window; the focus stays on the grid, which names the cell the cursor is in. */
export function SheetBody({ ref, grid, label, helpId, isReadOnly, draft, onDraft, onEnd, onBegin, onGo, onKey }: SheetBodyProps) {
  const area = useRef<HTMLDivElement>(null);
  const id = useId();
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to a memoized child
  const rows = useVirtualizer({ count: grid.rows - 1, getScrollElement: () => area.current, estimateSize: () => rowHeight, overscan: 6, paddingStart: rowHeight, scrollPaddingStart: rowHeight, scrollPaddingEnd: 12 });
  const widths = grid.columns.map(({ kind, letters }, column) => Math.min(340, Math.max(letters * 7.6 + 28, Math.min(grid.name(column).length, 30) * 8.2 + editorWords.grid.kinds[kind].length * 6.2 + 62)));
  const columns = useVirtualizer({ horizontal: true, count: widths.length, getScrollElement: () => area.current, estimateSize: (index) => widths[index] ?? 72, overscan: 2, paddingStart: numbersWidth, scrollPaddingStart: numbersWidth, scrollPaddingEnd: 12 });
  const shape = widths.join(' ');
  const measured = useRef(shape);
  if (measured.current !== shape) {
    measured.current = shape;
    queueMicrotask(() => { columns.measure(); });
  }

  useImperativeHandle(ref, () => ({
    show(place) {
      if (place.row > 0) rows.scrollToIndex(place.row - 1);
      columns.scrollToIndex(place.column);
    },
    focus: () => area.current?.focus(),
    page: () => Math.max(1, Math.floor((area.current?.clientHeight ?? 0) / rowHeight) - 2),
  }));

  const shownColumns = columns.getVirtualItems();
  const shownRows = rows.getVirtualItems();
  const { cursor } = grid.selection;
  const isCursorShown = cursor.row === 0 || shownRows.some(({ index }) => index + 1 === cursor.row);
  const onPointer = (event: PointerEvent): void => {
    const place = placeAt(event.target);
    if (place === undefined || event.button !== 0) return;
    event.preventDefault();
    area.current?.focus();
    onGo(place, event.shiftKey);
  };
  const onDrag = (event: PointerEvent): void => {
    const place = event.buttons === 1 && draft === undefined ? placeAt(event.target) : undefined;
    if (place !== undefined && (place.row !== cursor.row || place.column !== cursor.column)) onGo(place, true);
  };
  const onCopy = (event: ClipboardEvent): void => {
    if (draft !== undefined) return;
    event.preventDefault();
    event.clipboardData.setData('text/plain', grid.copied());
    if (event.type === 'cut' && !isReadOnly) grid.clear();
  };
  const row = { grid, id, columns: shownColumns, draft, onDraft, onEnd };
  return (
    <div
      ref={area}
      role="grid"
      tabIndex={0}
      className={styles['area']}
      aria-label={label}
      aria-describedby={helpId}
      aria-readonly={isReadOnly}
      aria-rowcount={grid.rows}
      aria-colcount={grid.columns.length + 1}
      aria-multiselectable
      aria-activedescendant={isCursorShown && draft === undefined ? `${id}-${cursor.row}-${cursor.column}` : undefined}
      onKeyDown={(event) => { if (draft === undefined && event.target === area.current) onKey(event); }}
      onPointerDown={onPointer}
      onPointerMove={onDrag}
      onDoubleClick={(event) => {
        const place = placeAt(event.target);
        if (place !== undefined) onBegin(grid.valueAt(place), place);
      }}
      onCopy={onCopy}
      onCut={onCopy}
      onPaste={(event) => {
        if (isReadOnly || draft !== undefined) return;
        event.preventDefault();
        grid.paste(event.clipboardData.getData('text/plain'));
      }}
    >
      <div role="presentation" className={styles['canvas']} style={{ height: rows.getTotalSize(), width: columns.getTotalSize() }}>
        <HeadRow {...row} label={editorWords.grid.rowNumber} />
        {shownRows.map(({ index, start }) => (
          <SheetRow key={index} {...row} row={index + 1} top={start} />
        ))}
      </div>
    </div>
  );
}

/** The cell below a pointer. What has a use of its own inside a cell is none. */
function placeAt(target: EventTarget): Place | undefined {
  if (!(target instanceof Element) || target.closest('input, button') !== null) return undefined;
  const cell = target.closest<HTMLElement>('[data-place]')?.dataset['place']?.split(' ');
  return cell === undefined ? undefined : { row: Number(cell[0]), column: Number(cell[1]) };
}
