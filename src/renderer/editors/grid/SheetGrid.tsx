import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { editorWords } from '../../strings/editors.ts';
import type { CellDraft } from './cell-draft.ts';
import type { CsvGridProps } from './CsvGrid.tsx';
import { movedSelection, type Place } from './grid-moves.ts';
import styles from './grid.module.css';
import { SheetBody, type SheetBodyHandle } from './SheetBody.tsx';
import { SheetToolbar } from './SheetToolbar.tsx';
import { useGrid } from './use-grid.ts';

/** The grid itself, apart from what loads it. */
export function SheetGrid({ label, isReadOnly = false, ...rest }: CsvGridProps) {
  const grid = useGrid(rest);
  const [draft, setDraft] = useState<CellDraft>();
  const body = useRef<SheetBodyHandle>(null);
  const whole = useRef<HTMLDivElement>(null);
  // Moving the focus away ends a writing that has ended already.
  const isWriting = useRef(false);
  const help = useId();
  const { cursor } = grid.selection;

  const go = (place: Place, isExtending = false): void => {
    grid.select({ anchor: isExtending ? grid.selection.anchor : place, cursor: place });
    body.current?.show(place);
  };
  const begin = (text: string, place: Place = cursor): void => {
    if (isReadOnly) return;
    isWriting.current = true;
    setDraft({ ...place, text });
  };
  const end = (by: { readonly rows: number; readonly columns: number } | 'stay' | 'cancel'): void => {
    if (draft === undefined || !isWriting.current) return;
    isWriting.current = false;
    setDraft(undefined);
    if (by !== 'cancel' && draft.text !== grid.valueAt(draft)) grid.set([{ row: draft.row, column: draft.column, value: draft.text }]);
    if (typeof by === 'object') go({ row: Math.min(grid.rows - 1, Math.max(0, draft.row + by.rows)), column: Math.min(grid.columns.length - 1, Math.max(0, draft.column + by.columns)) });
    if (by !== 'stay') body.current?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const isCommand = event.ctrlKey || event.metaKey;
    const moved = movedSelection(grid.selection, { key: event.key, shiftKey: event.shiftKey, isCommand }, { rows: grid.rows, columns: grid.columns.length, page: body.current?.page() ?? 20 });
    const act = moved === undefined ? keyAct(event.key, isCommand, event.shiftKey) : undefined;
    if (moved === undefined && act === undefined) return;
    event.preventDefault();
    if (moved !== undefined) {
      grid.select(moved);
      body.current?.show(moved.cursor);
    } else act?.();
  };
  function keyAct(key: string, isCommand: boolean, isShift: boolean): (() => void) | undefined {
    if (isCommand && key.toLowerCase() === 'f') return () => { whole.current?.querySelector<HTMLElement>('[data-page-search]')?.focus(); };
    if (isReadOnly) return undefined;
    if (isCommand && key.toLowerCase() === 'z') return () => { if (isShift) grid.redo(); else grid.undo(); };
    if (isCommand && key.toLowerCase() === 'y') return () => { grid.redo(); };
    if (isCommand) return undefined;
    if (key === 'Enter' || key === 'F2') return () => { begin(grid.valueAt(cursor)); };
    if (key === 'Delete' || key === 'Backspace') return () => { grid.clear(); };
    return [...key].length === 1 ? () => { begin(key); } : undefined;
  }

  return (
    <div ref={whole} className={styles['sheet']} data-takes-keys>
      <SheetToolbar grid={grid} isReadOnly={isReadOnly} onGo={go} />
      <p id={help} className="visually-hidden">
        {editorWords.grid.help}
      </p>
      <SheetBody ref={body} grid={grid} label={label} helpId={help} isReadOnly={isReadOnly} draft={draft} onDraft={setDraft} onEnd={end} onBegin={begin} onGo={go} onKey={onKey} />
    </div>
  );
}
