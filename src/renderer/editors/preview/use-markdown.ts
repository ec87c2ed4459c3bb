import { useEffect, useRef, useState } from 'react';
import { pauseFor } from '../../state/pause-for.ts';
import { keepEqual } from './keep-equal.ts';
import { beginningOf, type MarkdownBlock } from './markdown-block.ts';
import { readMarkdown } from './read-markdown.ts';

/** Of a text longer than this its beginning is shown first. */
const longLength = 100_000;
const beginningLength = 20_000;
/** A reading that takes long is not begun again at once: it would hold a whole processor while somebody types. */
const longestRestMs = 1500;

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
  const isBegun = useRef(false);
  const gone = useRef(new AbortController());

  useEffect(() => {
    const here = new AbortController();
    gone.current = here;
    return () => {
      here.abort();
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
      while (newest.current !== undefined && !gone.current.signal.aborted) {
        const text = newest.current;
        if (!isBegun.current && text.length > longLength) await draw(beginningOf(text, beginningLength));
        isBegun.current = true;
        newest.current = undefined;
        const beganAt = performance.now();
        await draw(text);
        if (text.length > longLength) await pauseFor(Math.min(longestRestMs, performance.now() - beganAt), gone.current.signal);
      }
    }

    async function draw(text: string): Promise<void> {
      const read = await readMarkdown(text).catch(() => undefined);
      setDrawn((before) => (read === undefined ? { ...before, isFailed: true } : { blocks: keepEqual(before.blocks, read), isFailed: false }));
    }
  }, [source]);
  return drawn;
}
