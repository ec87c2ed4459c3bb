import { cutText } from '../cut-text.ts';
import type { Json } from '../json.ts';
import { type DefinitionParts, type Part, placeOf } from './definition-parts.ts';
import type { ThreeSides } from './merge-fields.ts';

export type MergeReason =
  /** Both changed the same field, each in its own way. */
  | 'both_changed'
  /** One changed what the other deleted. */
  | 'changed_and_deleted'
  /** Both moved it, each to another place. */
  | 'both_moved'
  /** Both rearranged the same list, each in its own way. */
  | 'both_rearranged'
  /** It stands in something one side deleted or turned into something else. */
  | 'home_deleted'
  /** It names something the other side deleted or moved out of reach. */
  | 'target_deleted'
  /** Each side moved one into the other. */
  | 'moved_in_circle';

/** Where a merge needs a person: a place and what stands there on each side. A side without it is absent. */
export interface MergeConflict extends ThreeSides<Json> {
  readonly reason: MergeReason;
  /** `root/ask.config.prompt`, `root/t3.to`, `root/review`. */
  readonly where: string;
}

export interface SidesOfMerge {
  readonly base: DefinitionParts;
  readonly ours: DefinitionParts;
  readonly theirs: DefinitionParts;
  /** Both as they were before anything was settled; absent where nothing was. */
  readonly untouched?: readonly DefinitionParts[];
}

/** The place of a part, with a field of it where one is meant: as the base knows it, else the first by the alphabet. */
export function placeOfConflict({ base, ours, theirs }: SidesOfMerge, address: string, field = ''): string {
  const holders = base.has(address) ? [base] : [ours, theirs].filter((parts) => parts.has(address));
  const [place = ''] = holders.map((parts) => placeOf(parts, address)).toSorted();
  return [place, field].filter((piece) => piece !== '').join('.');
}

/** A value of the part on every side that has the part. */
export function onSides(sides: SidesOfMerge, address: string, value: (part: Part, parts: DefinitionParts) => Json | undefined): ThreeSides<Json> {
  const found = (['base', 'ours', 'theirs'] as const).flatMap((side) => {
    const part = sides[side].get(address);
    const shown = part === undefined ? undefined : value(part, sides[side]);
    return shown === undefined ? [] : [[side, shown] as const];
  });
  return Object.fromEntries(found);
}

const reasonWords: { readonly [reason in MergeReason]: string } = {
  both_changed: 'both sides changed it',
  changed_and_deleted: 'one side changed it, the other deleted it',
  both_moved: 'both sides moved it, each to another place',
  both_rearranged: 'both sides rearranged it',
  home_deleted: 'it stands in something the other side deleted',
  target_deleted: 'it names something the other side deleted or moved away',
  moved_in_circle: 'each side moved one of them into the other',
};

/** A conflict as one sentence: place, reason, and the sides where they are short. */
export function conflictWords({ where, reason, base, ours, theirs }: MergeConflict): string {
  const sides = Object.entries({ base, ours, theirs }).map(([side, value]) => `${side} ${value === undefined ? 'has nothing' : cutText(JSON.stringify(value), 60)}`);
  return `${where === '' ? 'workflow' : where}: ${reasonWords[reason]} (${sides.join(', ')})`;
}
