import { markdownBlocks } from './markdown-tree.ts';
import type { MarkdownAnswer, MarkdownRequest } from './read-markdown.ts';

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
