import { useEffect, useEffectEvent } from 'react';
import { useClient } from '../client/ClientProvider.tsx';
import type { Client } from '../client/connect.ts';
import { type Followed, followStream } from './follow-stream.ts';

export interface Since<Item> {
  /** The item that came before, of this stream or one that broke off; absent at the very first, which is no news. */
  readonly before: Item | undefined;
  /** At the beginning of a stream, when what came before may have been missed. */
  readonly isFirst: boolean;
}

export interface StreamUse<Item> {
  /** What is asked, in words that tell it from another question: when they change the stream is opened anew. Without any nothing is followed. */
  readonly asked: string | undefined;
  readonly open: (client: Client, signal: AbortSignal) => ReturnType<Followed<Item>['open']>;
  readonly each: (item: Item, since: Since<Item>) => void;
  /** How long a question has to stand until it is worth asking, in milliseconds. */
  readonly pause?: number;
}

/** Follows a stream for as long as the component is there and asks the same. */
export function useStream<Item>({ asked, open, each, pause }: StreamUse<Item>): void {
  const client = useClient();
  const opened = useEffectEvent(open);
  const heard = useEffectEvent(each);
  useEffect(() => {
    if (asked === undefined) return undefined;
    const stopped = new AbortController();
    const { signal } = stopped;
    let before: Item | undefined;
    const follow = (): void => {
      void followStream<Item>({
        signal,
        open: (own) => opened(client, own),
        each(item, isFirst) {
          heard(item, { before, isFirst });
          before = item;
        },
      });
    };
    const timer = pause === undefined ? undefined : setTimeout(follow, pause);
    if (pause === undefined) follow();
    return () => {
      clearTimeout(timer);
      stopped.abort();
    };
  }, [client, asked, pause]);
}
