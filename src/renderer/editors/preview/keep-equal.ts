import type { MarkdownBlock } from './markdown-block.ts';

/** Blocks that look as they did before are given as the same objects, so that nothing of them is drawn anew. */
export function keepEqual(before: readonly MarkdownBlock[] | undefined, read: readonly MarkdownBlock[]): readonly MarkdownBlock[] {
  if (before === undefined) return read;
  const known = new Map(before.map((block) => [block.print, block]));
  return read.map((block) => {
    const same = known.get(block.print);
    return same === undefined ? block : same.line === block.line ? same : { ...same, line: block.line };
  });
}
