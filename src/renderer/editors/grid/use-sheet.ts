import { useState } from 'react';
import type { CsvGridProps } from './CsvGrid.tsx';
import { type CsvSheet, parseSheet, sheetText } from './csv-sheet.ts';

interface SheetState {
  readonly sheet: CsvSheet;
  /** The value that was last given, and the text that was last told. */
  readonly given: string;
  readonly told: string;
  readonly past: readonly CsvSheet[];
  readonly future: readonly CsvSheet[];
}

export interface EditableSheet {
  readonly sheet: CsvSheet;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  edit(next: CsvSheet): void;
  readonly undo: () => void;
  readonly redo: () => void;
}

/** How many edits can be taken back. */
const mostUndone = 200;

/** A text as a sheet that is edited and undone; each edit is told as the whole text. */
export function useSheet({ value, onChange, delimiter }: Pick<CsvGridProps, 'value' | 'onChange' | 'delimiter'>): EditableSheet {
  const [held, setState] = useState<SheetState>(() => opened(value, delimiter));
  let state = held;
  if (value !== state.given) {
    // What comes back as it was told is no other text.
    state = value === state.told ? { ...state, given: value } : { ...opened(value, delimiter), past: [...state.past, state.sheet] };
    setState(state);
  }
  const tell = (next: Omit<SheetState, 'told' | 'given'>): void => {
    const told = sheetText(next.sheet);
    setState({ ...next, told, given: state.given });
    onChange?.(told);
  };
  return {
    sheet: state.sheet,
    canUndo: state.past.length > 0,
    canRedo: state.future.length > 0,
    edit(sheet) {
      tell({ sheet, past: [...state.past, state.sheet].slice(-mostUndone), future: [] });
    },
    undo() {
      const sheet = state.past.at(-1);
      if (sheet !== undefined) tell({ sheet, past: state.past.slice(0, -1), future: [state.sheet, ...state.future] });
    },
    redo() {
      const [sheet, ...future] = state.future;
      if (sheet !== undefined) tell({ sheet, past: [...state.past, state.sheet], future });
    },
  };
}

function opened(value: string, delimiter: CsvGridProps['delimiter']): SheetState {
  return { sheet: parseSheet(value, delimiter), given: value, told: value, past: [], future: [] };
}
