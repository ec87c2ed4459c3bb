import { type DefinitionParts, partsOf, placeOf } from '../../../core/domain/model/definition/definition-parts.ts';
import type { MergeConflict } from '../../../core/domain/model/definition/merge-conflict.ts';
import { comparable, type DiffPicture, diffPicture, drawnAround } from './diff-picture.ts';
import type { MergeSide, MergeSides } from './side-words.ts';

export const mergeSides: readonly MergeSide[] = ['ours', 'theirs', 'base'];

/** Each side as a picture: the two with what they made of the workflow both began with, and that one as it was. */
export function sidePictures({ base, ours, theirs }: MergeSides): { readonly [side in MergeSide]: DiffPicture } {
  return { ours: diffPicture(base, ours), theirs: diffPicture(base, theirs), base: { definition: comparable(base), marks: new Map(), changes: [] } };
}

/** The node or transition the place of a conflict is in; undefined of what stands in none, such as the workflow's name. */
export function conflictSpots(sides: MergeSides): (where: string) => string | undefined {
  const places = (['base', 'ours', 'theirs'] as const).map((side) => spotsByPlace(partsOf(sides[side])));
  return (where) => {
    const [place = ''] = where.split('.');
    return places.map((spots) => spots.get(place)).find((spot) => spot !== undefined);
  };
}

function spotsByPlace(parts: DefinitionParts): ReadonlyMap<string, string> {
  const drawn = [...parts.values()].flatMap((part) => {
    const spot = drawnAround(parts, part);
    return spot === undefined ? [] : [[placeOf(parts, part.address), spot] as const];
  });
  return new Map(drawn);
}

/** What is marked on the pictures: settled once nothing about it is open. */
export function conflictMarks(conflicts: readonly MergeConflict[], open: readonly MergeConflict[], spotOf: (where: string) => string | undefined): ReadonlyMap<string, 'open' | 'settled'> {
  const spots = (list: readonly MergeConflict[]): string[] => list.flatMap(({ where }) => spotOf(where) ?? []);
  const unsettled = new Set(spots(open));
  return new Map(spots(conflicts).map((spot) => [spot, unsettled.has(spot) ? 'open' : 'settled'] as const));
}
