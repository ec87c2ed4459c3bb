import type { RunId } from '../../model/ids.ts';
import { tellAll } from '../../model/tell-all.ts';

/** Lets callers wait until something changes about a run. */
export interface RunWaiters {
  /** Calls `told` at the next {@link RunWaiters.tell} of the run, once; the answer takes it back. */
  add(runId: RunId, told: () => void): () => void;
  tell(runId: RunId): void;
  tellAll(): void;
  /** Runs somebody waits for. */
  readonly size: number;
}

export function createRunWaiters(): RunWaiters {
  const waiting = new Map<RunId, Set<() => void>>();

  function tell(runId: RunId): void {
    const listeners = waiting.get(runId);
    waiting.delete(runId);
    tellAll(listeners ?? []);
  }

  return {
    get size() {
      return waiting.size;
    },
    tell,
    tellAll: () => {
      for (const runId of [...waiting.keys()]) tell(runId);
    },
    add: (runId, told) => {
      const listeners = waiting.get(runId) ?? new Set();
      waiting.set(runId, listeners.add(told));
      return () => {
        listeners.delete(told);
        if (listeners.size === 0 && waiting.get(runId) === listeners) waiting.delete(runId);
      };
    },
  };
}

/**
 * Waits until `isOver` answers true, looking again whenever the run was told. It listens before it looks, so that what
 * happens meanwhile is not missed. Aborting throws the signal's reason.
 */
export async function waitUntil(waiters: RunWaiters, runId: RunId, { isOver, signal }: { readonly isOver: () => Promise<boolean>; readonly signal: AbortSignal | undefined }): Promise<void> {
  for (;;) {
    const { promise: told, resolve, reject } = Promise.withResolvers<void>();
    const abort = (): void => { reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted')); };
    const remove = waiters.add(runId, resolve);
    try {
      signal?.throwIfAborted();
      if (await isOver()) return;
      signal?.throwIfAborted();
      signal?.addEventListener('abort', abort, { once: true });
      await told;
    } finally {
      remove();
      signal?.removeEventListener('abort', abort);
    }
  }
}
