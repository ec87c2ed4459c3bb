import { useSyncExternalStore } from 'react';
import { createStore } from './create-store.ts';

/**
 * How this window stands to its host. `live`: what happens comes in. `reconnecting`: the line broke a moment ago and is tried
 * again. `offline`: it has been tried for a while; whoever looks may start the host.
 */
export type ConnectionState = 'live' | 'reconnecting' | 'offline';

export interface Connection {
  readonly state: ConnectionState;
}

/** The one place that knows; whoever holds the line writes it. The desktop's port is always live. */
export const connection = createStore<Connection>({ state: 'live' });

/** The element that says, while the host is away, why acts wait. */
export const hostAwayId = 'host-away';

const again = new EventTarget();

/** Has the line tried now rather than in a while. */
export function tryAgainNow(): void {
  again.dispatchEvent(new Event('now'));
}

/** Hears that somebody wants it tried now. */
export function onTryAgain(listener: () => void, signal: AbortSignal): void {
  again.addEventListener('now', listener, { signal });
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(connection.subscribe, () => connection.get().state);
}

/** Resolves once the line stands, or when the signal aborts. */
export function untilLive(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const stop = connection.subscribe(() => { look(); });
  const look = (): void => {
    if (connection.get().state !== 'live' && !signal.aborted) return;
    stop();
    signal.removeEventListener('abort', look);
    resolve();
  };
  signal.addEventListener('abort', look);
  look();
  return promise;
}
