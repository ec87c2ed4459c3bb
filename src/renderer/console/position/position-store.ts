import { createStore, type Store } from '../../state/create-store.ts';

/** Where a reader stands in a journal. */
export interface Position {
  /** After this row; absent at the newest, wherever that is. */
  readonly at: number | undefined;
  /** The row that is looked at in the timeline. */
  readonly row: number | undefined;
}

export type PositionStore = Store<Position>;

/** One position for canvas, variables and timeline of a run. */
export function createPosition(): PositionStore {
  return createStore<Position>({ at: undefined, row: undefined });
}
