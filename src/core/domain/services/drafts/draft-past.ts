import { type DraftSaveRow, isTravel } from '../../ports/draft-save.ts';

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
    const to = isTravel(kind) ? repeats : undefined;
    if (to !== undefined && to === present) continue;
    const [behind, ahead] = to === undefined ? [-1, -1] : [past.indexOf(to), future.indexOf(to)];
    if (present === undefined || to === undefined || (behind === -1 && ahead === -1)) {
      if (present !== undefined) past = [...past, present];
      [present, future] = [number, []];
      continue;
    }
    // Of several undos and redos one after another only the last may be kept: what it leads to says which way they went.
    if (behind >= 0) [past, future] = [past.slice(0, behind), [...future, present, ...past.slice(behind + 1).toReversed()]];
    else [future, past] = [future.slice(0, ahead), [...past, present, ...future.slice(ahead + 1).toReversed()]];
    present = to;
  }
  return { past, present, future };
}
