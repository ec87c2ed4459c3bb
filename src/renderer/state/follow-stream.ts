import { connection, untilLive } from './connection.ts';
import { pauseFor } from './pause-for.ts';

export interface Followed<Item> {
  /** Asks for the stream; where items are numbered, after the last one that came. */
  readonly open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>;
  /** Each item; `isFirst` at the beginning of a stream, when what came before may have been missed. */
  readonly each: (item: Item, isFirst: boolean) => void;
  /** The stream broke off: what has no number and comes until it stands again is missing. */
  readonly onBreak?: () => void;
  /** A stream that ends has said all. @default false: it is asked for again */
  readonly isFinite?: boolean;
  readonly signal: AbortSignal;
}

const pauses = [500, 1000, 2000, 4000, 8000] as const;

/**
 * Follows a stream until the signal aborts, and opens it anew when it breaks: at once when the line to the host stands again,
 * and after longer and longer pauses where the line stands and the stream alone fails. Windows that nobody sees follow, too:
 * all streams of a window share one connection.
 */
export async function followStream<Item>({ open, each, onBreak, isFinite = false, signal }: Followed<Item>): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    await untilLive(signal);
    if (signal.aborted) return;
    let isFirst = true;
    try {
      for await (const item of await open(signal)) {
        failures = 0;
        each(item, isFirst);
        isFirst = false;
      }
      if (isFinite) return;
    } catch {
      // What is shown stays as it was; the next round asks anew.
    }
    if (signal.aborted) return;
    onBreak?.();
    if (connection.get().state === 'live') await pauseFor(pauses[Math.min(failures, pauses.length - 1)] ?? 8000, signal);
    failures += 1;
  }
}
