import { compareLists } from './compare-lines.ts';

export interface HunkLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Lines that differ with those around them; the numbers are those of the first line on either side, from 1. */
export interface TextHunkRow {
  readonly before: number;
  readonly after: number;
  readonly lines: readonly HunkLine[];
}

/** A text as lines that keep their ends, so that joining them gives it back. */
export function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.split(/(?<=\n)/u);
}

/** What differs between two texts, line by line. */
export function textHunks(before: string, after: string, { context, most }: { readonly context: number; readonly most: number }): { readonly hunks: readonly TextHunkRow[]; readonly shortened: boolean } {
  const [left, right] = [linesOf(before), linesOf(after)];
  const blocks = compareLists(left, right);
  const hunks: { before: number; after: number; lines: HunkLine[]; until: number; otherUntil: number }[] = [];
  let shown = 0;
  for (const block of blocks) {
    if (shown >= most) return { hunks: hunks.map(hunkRow), shortened: true };
    let hunk = hunks.at(-1);
    if (hunk === undefined || block.from - hunk.until > 2 * context) {
      if (hunk !== undefined) hunk.lines.push(...same(left, hunk.until, hunk.until + context));
      const lead = Math.min(context, block.from - (hunk?.until ?? 0));
      hunk = { before: block.from - lead + 1, after: block.otherFrom - lead + 1, lines: same(left, block.from - lead, block.from), until: block.from, otherUntil: block.otherFrom };
      hunks.push(hunk);
    } else hunk.lines.push(...same(left, hunk.until, block.from));
    hunk.lines.push(...marked('removed', left.slice(block.from, block.until)), ...marked('added', right.slice(block.otherFrom, block.otherUntil)));
    shown += block.until - block.from + block.otherUntil - block.otherFrom;
    [hunk.until, hunk.otherUntil] = [block.until, block.otherUntil];
  }
  const last = hunks.at(-1);
  if (last !== undefined) last.lines.push(...same(left, last.until, last.until + context));
  return { hunks: hunks.map(hunkRow), shortened: false };
}

function same(lines: readonly string[], from: number, until: number): HunkLine[] {
  return marked('same', lines.slice(from, until));
}

function marked(kind: HunkLine['kind'], lines: readonly string[]): HunkLine[] {
  return lines.map((text) => ({ kind, text: text.replace(/\r?\n$/u, '') }));
}

function hunkRow({ before, after, lines }: TextHunkRow): TextHunkRow {
  return { before, after, lines };
}
