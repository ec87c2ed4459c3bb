import type { MarkdownBlock } from './markdown-block.ts';
import { markdownBlocks } from './markdown-tree.ts';

export interface MarkdownRequest {
  readonly id: number;
  readonly source: string;
}

export type MarkdownAnswer = { readonly id: number; readonly blocks: readonly MarkdownBlock[] } | { readonly id: number; readonly problem: string };

addEventListener('message', ({ data }: MessageEvent<MarkdownRequest>) => {
  postMessage(answer(data));
});

function answer({ id, source }: MarkdownRequest): MarkdownAnswer {
  try {
    return { id, blocks: markdownBlocks(source) };
  } catch (error) {
    return { id, problem: String(error) };
  }
}
