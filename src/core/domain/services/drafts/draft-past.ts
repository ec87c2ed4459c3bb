import type { DraftSaveRow } from '../../ports/draft-save.ts';

/** Where a draft stands among its saves: numbers of saves whose content it had, and could have again. */
export interface DraftPast {
  /** Undo leads to the last of them. */
  readonly past: readonly number[];
  readonly present: number | undefined;
  /** Redo leads to the last of them. */
  readonly future: readonly number[];
}

/**
 * Reads the saves, in any order, as somebody who edits: a save goes on from where the draft stood, an undo goes back to the
 * save it repeats, a redo forward again. A checkpoint of a draft that stayed as it was is no step.
 */
export function draftPast(saves: readonly DraftSaveRow[]): DraftPast {
  let past: number[] = [];
  let present: number | undefined;
  let future: number[] = [];
  for (const { kind, number, repeats } of saves.toSorted((left, right) => left.number - right.number)) {
    if (kind === 'checkpoint' && repeats !== undefined && repeats === present) continue;
    const from = kind === 'undo' ? past : kind === 'redo' ? future : [];
    const at = repeats === undefined ? -1 : from.lastIndexOf(repeats);
    if (present === undefined || repeats === undefined || at === -1) {
      if (present !== undefined) past = [...past, present];
      [present, future] = [number, []];
      continue;
    }
    const passed = [present, ...from.slice(at + 1).toReversed()];
    if (kind === 'undo') [past, future] = [past.slice(0, at), [...future, ...passed]];
    else [future, past] = [future.slice(0, at), [...past, ...passed]];
    present = repeats;
  }
  return { past, present, future };
}
