/** A cell of the grid as it is shown; row 0 holds the names of the columns. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Cells from one corner to the other; the second is where the cursor stands. */
export interface Selection {
  readonly anchor: Place;
  readonly cursor: Place;
}

export interface GridSize {
  /** The last row, names included. */
  readonly rows: number;
  readonly columns: number;
  /** How far Page Up and Page Down go. */
  readonly page: number;
}

export interface MoveKey {
  readonly key: string;
  readonly shiftKey: boolean;
  /** Ctrl, or the command key. */
  readonly isCommand: boolean;
}

/** Where a key moves the cursor, or nothing where it moves none. With Shift the other corner stays. */
export function movedSelection(selection: Selection, { key, shiftKey, isCommand }: MoveKey, size: GridSize): Selection | undefined {
  if (isCommand && key.toLowerCase() === 'a') return { anchor: { row: 0, column: 0 }, cursor: { row: size.rows - 1, column: size.columns - 1 } };
  const to = target(selection.cursor, { key, isCommand }, size);
  if (to === undefined) return undefined;
  const cursor = { row: clamp(to.row, size.rows), column: clamp(to.column, size.columns) };
  return { anchor: shiftKey ? selection.anchor : cursor, cursor };
}

function target({ row, column }: Place, { key, isCommand }: Omit<MoveKey, 'shiftKey'>, size: GridSize): Place | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: isCommand ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: isCommand ? size.rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: isCommand ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: isCommand ? size.columns - 1 : column + 1 };
    case 'Home':
      return { row: isCommand ? 0 : row, column: 0 };
    case 'End':
      return { row: isCommand ? size.rows - 1 : row, column: size.columns - 1 };
    case 'PageUp':
      return { row: row - size.page, column };
    case 'PageDown':
      return { row: row + size.page, column };
    default:
      return undefined;
  }
}

function clamp(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, value));
}

/** The corners of a selection in order. */
export function rangeOf({ anchor, cursor }: Selection): { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number } {
  return {
    top: Math.min(anchor.row, cursor.row),
    bottom: Math.max(anchor.row, cursor.row),
    left: Math.min(anchor.column, cursor.column),
    right: Math.max(anchor.column, cursor.column),
  };
}
