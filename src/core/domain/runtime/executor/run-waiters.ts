import type { RunId } from '../../model/ids.ts';

/** Lets callers wait until a run stands still. */
export interface RunWaiters {
  /** Resolves at the next {@link RunWaiters.tell} of the run; aborting throws the signal's reason. */
  next(runId: RunId, signal?: AbortSignal): Promise<void>;
  tell(runId: RunId): void;
  tellAll(): void;
}

export function createRunWaiters(): RunWaiters {
  const waiting = new Map<RunId, Set<() => void>>();

  function tell(runId: RunId): void {
    const listeners = waiting.get(runId);
    waiting.delete(runId);
    for (const listener of listeners ?? []) listener();
  }

  return {
    tell,
    tellAll: () => {
      for (const runId of [...waiting.keys()]) tell(runId);
    },
    next: (runId, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const listeners = waiting.get(runId) ?? new Set();
        waiting.set(runId, listeners);
        const leave = (): void => {
          listeners.delete(told);
          reject(signal?.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        const told = (): void => {
          signal?.removeEventListener('abort', leave);
          resolve();
        };
        listeners.add(told);
        signal?.addEventListener('abort', leave, { once: true });
      }),
  };
}
