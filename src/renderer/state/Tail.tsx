import { type ReactNode, useEffect, useState } from 'react';
import { followStream } from './follow-stream.ts';

export interface TailProps<Item> {
  /** How the stream is opened, as long as this stands: another question is another tail, so it is the `key`. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>;
  readonly children: (items: readonly Item[]) => ReactNode;
}

const most = 300;

/** The last items of a stream as they come, the newest first. */
export function Tail<Item>({ open, children }: TailProps<Item>) {
  const [asked] = useState(() => open);
  const [items, setItems] = useState<readonly Item[]>([]);
  useEffect(() => {
    const stopped = new AbortController();
    void followStream({
      signal: stopped.signal,
      open: asked,
      each(item, isFirst) { setItems((before) => (isFirst ? [item] : [item, ...before].slice(0, most))); },
    });
    return () => { stopped.abort(); };
  }, [asked]);
  return children(items);
}
