import { useDeferredValue, useMemo, useState } from 'react';
import { IconButton } from '../../components/Button.tsx';
import { editorWords } from '../../strings/editors.ts';
import { FindBar } from '../FindBar.tsx';
import type { Place } from './grid-moves.ts';
import type { Grid } from './use-grid.ts';

const words = editorWords.grid;

/** Finds a text in the cells, in the order they are shown; Enter goes to the next. */
export function SheetFind({ grid, onGo }: { readonly grid: Grid; readonly onGo: (place: Place) => void }) {
  const [text, setText] = useState('');
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const { rows, columns, sheet, sorting } = grid;
  // oxlint-disable-next-line react/exhaustive-deps -- the values of cells change with the sheet and its order alone
  const found = useMemo(() => (wanted === '' ? [] : findAll(grid, wanted)), [wanted, rows, columns, sheet, sorting]);
  const { cursor } = grid.selection;
  const at = found.findIndex(({ row, column }) => row === cursor.row && column === cursor.column);
  const go = (step: 1 | -1): void => {
    const next = at === -1 ? nearest(found, cursor, step) : found.at((at + step) % found.length);
    if (next !== undefined) onGo(next);
  };
  return (
    <FindBar label={words.find} text={text} onText={setText} onNext={() => { go(1); }} answer={wanted === '' ? '' : words.matches(at + 1, found.length)}>
      {wanted !== '' && (
        <>
          <IconButton label={words.findPrevious} icon="chevronUp" isDisabled={found.length === 0} onPress={() => { go(-1); }} />
          <IconButton label={words.findNext} icon="chevronDown" isDisabled={found.length === 0} onPress={() => { go(1); }} />
        </>
      )}
    </FindBar>
  );
}

function findAll(grid: Grid, wanted: string): Place[] {
  const found: Place[] = [];
  for (let row = 0; row < grid.rows; row += 1) {
    const raw = grid.sheet.rows[grid.sheetRow(row)]?.raw ?? '';
    // A row that does not hold it as written may still hold it with quotes taken away.
    if (!raw.includes('"') && !raw.toLowerCase().includes(wanted)) continue;
    for (let column = 0; column < grid.columns.length; column += 1) if (grid.valueAt({ row, column }).toLowerCase().includes(wanted)) found.push({ row, column });
  }
  return found;
}

function nearest(found: readonly Place[], { row, column }: Place, step: 1 | -1): Place | undefined {
  const isAfter = (place: Place): boolean => place.row > row || (place.row === row && place.column > column);
  return step === 1 ? (found.find(isAfter) ?? found[0]) : (found.findLast((place) => !isAfter(place)) ?? found.at(-1));
}
