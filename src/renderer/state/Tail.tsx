import { type ReactNode, useState } from 'react';
import { useStream } from './use-stream.ts';

export interface TailProps<Item> {
  /** How the stream is opened, as long as this stands: another question is another tail, so it is the `key`. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>;
  readonly children: (items: readonly Item[]) => ReactNode;
}

const most = 300;

/** The last items of a stream as they come, the newest first. */
export function Tail<Item>({ open, children }: TailProps<Item>) {
  const [items, setItems] = useState<readonly Item[]>([]);
  useStream<Item>({
    asked: 'tail',
    open: (_, signal) => open(signal),
    each(item, { isFirst }) { setItems((before) => (isFirst ? [item] : [item, ...before].slice(0, most))); },
  });
  return children(items);
}
