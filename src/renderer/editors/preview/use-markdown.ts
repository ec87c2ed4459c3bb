import { useEffect, useRef, useState } from 'react';
import { keepEqual } from './keep-equal.ts';
import type { MarkdownBlock } from './markdown-tree.ts';
import { readMarkdown } from './read-markdown.ts';

export interface DrawnMarkdown {
  /** Blocks as they were last read; those that look as before are the same objects. Nothing until the first reading. */
  readonly blocks?: readonly MarkdownBlock[];
  readonly isFailed: boolean;
}

/** The blocks of a text that changes. While one reading is under way only the newest text waits, so none is read for nothing. */
export function useMarkdown(source: string): DrawnMarkdown {
  const [drawn, setDrawn] = useState<DrawnMarkdown>({ isFailed: false });
  const newest = useRef<string>(undefined);
  const isReading = useRef(false);
  const isGone = useRef(false);

  useEffect(() => {
    isGone.current = false;
    return () => {
      isGone.current = true;
    };
  }, []);
  useEffect(() => {
    newest.current = source;
    if (isReading.current) return;
    isReading.current = true;
    void readNewest().finally(() => {
      isReading.current = false;
    });

    async function readNewest(): Promise<void> {
      while (newest.current !== undefined && !isGone.current) {
        const text = newest.current;
        newest.current = undefined;
        const read = await readMarkdown(text).catch(() => undefined);
        setDrawn((before) => (read === undefined ? { ...before, isFailed: true } : { blocks: keepEqual(before.blocks, read), isFailed: false }));
      }
    }
  }, [source]);
  return drawn;
}
