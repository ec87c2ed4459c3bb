import type { ClientContext, ClientLink } from '@orpc/client';
import { mapEventIterator } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { connection, onTryAgain } from '../state/connection.ts';
import { pauseFor } from '../state/pause-for.ts';
import { hostAway } from './read-failure.ts';

export interface HostSocketOptions {
  /** Opens one; it may fail. */
  readonly open: () => WebSocket;
  /** Why it did: whether the host still knows this tab. Throws where the host does not answer. */
  readonly isKnown: () => Promise<boolean>;
  readonly onSignedOut: () => void;
  /** How long it is waited before each try. */
  readonly pauses?: readonly number[];
}

/** So many tries in a row fail before the host counts as gone rather than as starting again. */
const triesUntilOffline = 4;
const usualPauses = [100, 250, 500, 1000, 2000, 4000] as const;

/**
 * The window's one line to its host. It is opened at once and kept: when it breaks it is tried again, after longer and longer
 * pauses, and at once when the machine is online again, the window comes into sight or somebody asks for it. Calls through
 * the link wait for the first opening; later, while the line is broken, they fail with words.
 */
export function keepSocket<Context extends ClientContext>({ open, isKnown, onSignedOut, pauses = usualPauses }: HostSocketOptions): ClientLink<Context> {
  const first = Promise.withResolvers<void>();
  let live: RPCLink<Context> | undefined;

  const held = async (socket: WebSocket): Promise<boolean> => {
    const ended = closed(socket);
    if (!(await opened(socket))) return false;
    live = new RPCLink<Context>({ websocket: socket });
    connection.set({ state: 'live' });
    first.resolve();
    await ended;
    return true;
  };
  const keep = async (): Promise<void> => {
    for (let failures = 0; ; failures += 1) {
      if (await held(open())) failures = 0;
      else if (!(await isKnown().catch(() => true))) return onSignedOut();
      await waited(pauses[Math.min(failures, pauses.length - 1)] ?? 0);
      // The first opening waits for nobody; after it, and after a few tries, there is something to say.
      if (failures + 1 >= triesUntilOffline) lose('offline');
    }
  };
  const lose = (state: 'reconnecting' | 'offline'): void => {
    live = undefined;
    connection.set({ state });
    first.resolve();
  };
  /** Hears of it before the link does: whoever's stream breaks then finds that the line is broken. */
  const closed = (socket: WebSocket): Promise<void> =>
    new Promise((resolve) => {
      socket.addEventListener('close', () => {
        if (connection.get().state === 'live') lose('reconnecting');
        resolve();
      });
    });

  void keep();
  return {
    async call(path, input, options) {
      await first.promise;
      const link = live;
      if (link === undefined) throw hostAway();
      const told = (error: unknown): unknown => (link === live || options.signal?.aborted === true ? error : hostAway(error));
      try {
        const answer = await link.call(path, input, options);
        return isStream(answer) ? mapEventIterator(answer, { value: async (item: unknown) => item, error: async (error) => told(error) }) : answer;
      } catch (error) {
        throw told(error);
      }
    },
  };
}

function opened(socket: WebSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.addEventListener('open', () => { resolve(true); });
    socket.addEventListener('close', () => { resolve(false); });
  });
}

/** A while, or until there is a reason to believe that it works now. */
async function waited(ms: number): Promise<void> {
  const reason = new AbortController();
  const { signal } = reason;
  const go = (): void => { reason.abort(); };
  window.addEventListener('online', go, { signal });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) go(); }, { signal });
  onTryAgain(go, signal);
  await pauseFor(ms, signal);
  go();
}

function isStream(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
