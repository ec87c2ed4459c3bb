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

/** A part of a merged text: one that is settled, or one that both changed, each in another way. */
export type MergedPart = { readonly text: string } | Sides;

/**
 * Two texts that were made from one, part by part in their order. What only one side changed is taken from it, what both
 * changed alike is taken once; what they changed differently, or right beside each other, stands as all three have it.
 */
export function mergeParts(sides: Sides): readonly MergedPart[] {
  const base = linesOf(sides.base);
  const mine = { lines: linesOf(sides.mine), blocks: compareLists(base, linesOf(sides.mine)) };
  const theirs = { lines: linesOf(sides.theirs), blocks: compareLists(base, linesOf(sides.theirs)) };
  const parts: MergedPart[] = [];
  let at = 0;
  for (const { from, until } of touchedRegions(mine.blocks, theirs.blocks)) {
    const [own, other] = [regionOf(mine, from, until), regionOf(theirs, from, until)];
    parts.push({ text: base.slice(at, from).join('') });
    if (!own.isChanged || own.text === other.text) parts.push({ text: other.text });
    else if (!other.isChanged) parts.push({ text: own.text });
    else parts.push({ base: base.slice(from, until).join(''), mine: own.text, theirs: other.text });
    at = until;
  }
  parts.push({ text: base.slice(at).join('') });
  return parts;
}

/** Two texts that were made from one, as one text; where they do not agree, both stand between marks. */
export function mergeTexts(sides: Sides, labels: { readonly mine: string; readonly theirs: string }): MergedText {
  const merged: string[] = [];
  const conflicts: TextConflict[] = [];
  let line = 1;
  for (const part of mergeParts(sides)) {
    if (!('text' in part)) conflicts.push({ ...part, line });
    const text = 'text' in part ? part.text : `<<<<<<< ${labels.mine}\n${ended(part.mine)}=======\n${ended(part.theirs)}>>>>>>> ${labels.theirs}\n`;
    merged.push(text);
    line += linesOf(text).length;
  }
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
