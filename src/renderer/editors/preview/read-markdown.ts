import { startThread } from '../trusted.ts';
import type { MarkdownBlock } from './markdown-block.ts';
import type { MarkdownAnswer, MarkdownRequest } from './markdown-thread.ts';
// oxlint-disable-next-line import/default -- the build gives the address of the thread's file
import address from './markdown-thread.ts?worker&url';

type Waiting = PromiseWithResolvers<readonly MarkdownBlock[]>;

const waiting = new Map<number, Waiting>();
let thread: Worker | undefined;
let lastId = 0;

/** The blocks of a Markdown text, read in a thread of its own that all texts of the page share, so that typing never waits. */
export async function readMarkdown(source: string): Promise<readonly MarkdownBlock[]> {
  thread ??= openThread();
  lastId += 1;
  const answered: Waiting = Promise.withResolvers();
  waiting.set(lastId, answered);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  thread.postMessage({ id: lastId, source } satisfies MarkdownRequest);
  return answered.promise;
}

function openThread(): Worker {
  const opened = startThread(address, 'aiwm-markdown');
  opened.addEventListener('message', ({ data }: MessageEvent<MarkdownAnswer>) => {
    const answered = waiting.get(data.id);
    waiting.delete(data.id);
    if ('blocks' in data) answered?.resolve(data.blocks);
    else answered?.reject(new Error(data.problem));
  });
  opened.addEventListener('error', () => {
    for (const answered of waiting.values()) answered.reject(new Error('The thread that reads Markdown ended.'));
    waiting.clear();
    thread = undefined;
  });
  return opened;
}
