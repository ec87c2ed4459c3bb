import type { RootContent } from 'hast';

/**
 * A part of a text that stands by itself: a paragraph, a list, a table. It travels from thread to page and waits there as
 * text: ten thousand trees would stop the page for a second, and most of them are never in sight.
 */
export interface MarkdownBlock {
  /** The tree of the block as JSON; equal for blocks that look equal. */
  readonly print: string;
  /** The line of the source it begins at, from 1. */
  readonly line: number;
}

/** The tree of a block. */
export function treeOf(print: string): RootContent {
  return JSON.parse(print) as RootContent;
}

/** Blocks that are drawn together, or not at all while they are far away. */
export const blocksTogether = 40;

/** Blocks in groups, in their order. */
export function groupsOf(blocks: readonly MarkdownBlock[]): readonly (readonly MarkdownBlock[])[] {
  return Array.from({ length: Math.ceil(blocks.length / blocksTogether) }, (_, index) => blocks.slice(index * blocksTogether, (index + 1) * blocksTogether));
}

/** The beginning of a text, up to an empty line: what is shown of a long one until all of it is read. */
export function beginningOf(source: string, length: number): string {
  const end = source.lastIndexOf('\n\n', length);
  return source.slice(0, end === -1 ? length : end);
}
