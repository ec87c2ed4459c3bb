import type { Place } from './grid-moves.ts';

/** What is written in a cell before it is taken over. */
export interface CellDraft extends Place {
  readonly text: string;
}

/** Ends a cell's writing: where the cursor goes next, that it stays, or that nothing is taken over. */
export type EndWriting = (by: { readonly rows: number; readonly columns: number } | 'stay' | 'cancel') => void;
