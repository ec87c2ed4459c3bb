import { pauseFor } from './pause-for.ts';

export interface Followed<Item> {
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>;
  /** Each item; `isFirst` at the beginning of a stream, when what came before may have been missed. */
  readonly each: (item: Item, isFirst: boolean) => void;
  readonly signal: AbortSignal;
}

/**
 * Follows a stream until the signal aborts, and opens it anew when it breaks. A tab that nobody sees follows nothing: a browser
 * keeps few connections to one host, and every stream takes one of them from all tabs.
 */
export async function followStream<Item>({ open, each, signal }: Followed<Item>): Promise<void> {
  while (!signal.aborted) {
    await visible(signal);
    if (signal.aborted) return;
    const unseen = new AbortController();
    const look = (): void => { if (document.hidden) unseen.abort(); };
    document.addEventListener('visibilitychange', look);
    let isFirst = true;
    try {
      for await (const item of await open(AbortSignal.any([signal, unseen.signal]))) {
        each(item, isFirst);
        isFirst = false;
      }
    } catch {
      // What is shown stays as it was; the next round asks anew.
    } finally {
      document.removeEventListener('visibilitychange', look);
    }
    if (!unseen.signal.aborted) await pauseFor(3000, signal);
  }
}

function visible(signal: AbortSignal): Promise<void> {
  if (!document.hidden) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  const looked = new AbortController();
  const look = (): void => {
    if (document.hidden && !signal.aborted) return;
    looked.abort();
    resolve();
  };
  document.addEventListener('visibilitychange', look, { signal: looked.signal });
  signal.addEventListener('abort', look, { signal: looked.signal });
  return promise;
}
