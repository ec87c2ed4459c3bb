import { compareLists, type ReplacedBlock } from './compare-lines.ts';
import { linesOf } from './text-hunks.ts';

export interface TextConflict {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** Where its marks begin in the merged text, from 1. */
  readonly line: number;
}

export interface MergedText {
  readonly text: string;
  readonly conflicts: readonly TextConflict[];
}

interface Sides {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/**
 * Two texts that were made from one, as one text. What only one side changed is taken from it, what both changed alike is
 * taken once, and what they changed differently, or right beside each other, stands twice between marks.
 */
export function mergeTexts(sides: Sides, labels: { readonly mine: string; readonly theirs: string }): MergedText {
  const base = linesOf(sides.base);
  const mine = { lines: linesOf(sides.mine), blocks: compareLists(base, linesOf(sides.mine)) };
  const theirs = { lines: linesOf(sides.theirs), blocks: compareLists(base, linesOf(sides.theirs)) };
  const merged: string[] = [];
  const conflicts: TextConflict[] = [];
  let line = 1;
  const put = (lines: readonly string[]): void => {
    for (const one of lines) merged.push(one);
    line += lines.length;
  };
  let at = 0;
  for (const { from, until } of touchedRegions(mine.blocks, theirs.blocks)) {
    put(base.slice(at, from));
    const [own, other] = [regionOf(mine, from, until), regionOf(theirs, from, until)];
    if (!own.isChanged || own.text === other.text) put(linesOf(other.text));
    else if (!other.isChanged) put(linesOf(own.text));
    else {
      conflicts.push({ base: base.slice(from, until).join(''), mine: own.text, theirs: other.text, line });
      put(linesOf(`<<<<<<< ${labels.mine}\n${ended(own.text)}=======\n${ended(other.text)}>>>>>>> ${labels.theirs}\n`));
    }
    at = until;
  }
  put(base.slice(at));
  return { text: merged.join(''), conflicts };
}

/** Parts of the base that a side changed; those that overlap or touch are one. */
function touchedRegions(...sides: readonly (readonly ReplacedBlock[])[]): readonly { readonly from: number; readonly until: number }[] {
  const regions: { from: number; until: number }[] = [];
  for (const { from, until } of sides.flat().toSorted((left, right) => left.from - right.from || left.until - right.until)) {
    const last = regions.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else regions.push({ from, until });
  }
  return regions;
}

interface Side {
  readonly lines: readonly string[];
  readonly blocks: readonly ReplacedBlock[];
}

/** What became of a part of the base on one side. A block lies in it whole, or not at all. */
function regionOf({ lines, blocks }: Side, from: number, until: number): { readonly text: string; readonly isChanged: boolean } {
  let [before, inside] = [0, 0];
  let isChanged = false;
  for (const block of blocks) {
    if (block.from > until) break;
    const grown = block.otherUntil - block.otherFrom - (block.until - block.from);
    if (block.until < from) before += grown;
    else {
      inside += grown;
      isChanged = true;
    }
  }
  return { text: lines.slice(from + before, until + before + inside).join(''), isChanged };
}

/** Marks stand on lines of their own. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`;
}
