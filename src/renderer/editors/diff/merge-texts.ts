import { mergeParts } from '../../../core/domain/model/merge-texts.ts';
import { withLineEnds } from '../text/line-ends.ts';

/** A part that both changed, each in another way; `from` and `to` are its place in the merged text. */
export interface Conflict {
  readonly from: number;
  readonly to: number;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

export interface Merged {
  /** What only one side changed is taken over; where both did, my own text stands until somebody chooses. */
  readonly text: string;
  readonly conflicts: readonly Conflict[];
}

/** Two texts that grew out of a third, line by line. */
export function mergeTexts(base: string, mine: string, theirs: string): Merged {
  const conflicts: Conflict[] = [];
  let text = '';
  for (const part of mergeParts({ base: withLineEnds(base, '\n'), mine: withLineEnds(mine, '\n'), theirs: withLineEnds(theirs, '\n') })) {
    if ('text' in part) text += part.text;
    else {
      conflicts.push({ from: text.length, to: text.length + part.mine.length, ...part });
      text += part.mine;
    }
  }
  return { text, conflicts };
}

export const choices = ['mine', 'theirs', 'both', 'base'] as const;
export type Choice = (typeof choices)[number];

/** What a choice puts in the place of a conflict. */
export function chosenText({ mine, theirs, base }: Conflict, choice: Choice): string {
  switch (choice) {
    case 'mine':
      return mine;
    case 'theirs':
      return theirs;
    case 'base':
      return base;
    case 'both':
      return mine === '' || mine.endsWith('\n') || theirs === '' ? mine + theirs : `${mine}\n${theirs}`;
  }
}
