/** A bounded number of effects at once, first come first served. */
export interface EffectSlots {
  readonly free: number;
  /** Resolves with a slot; the answer gives it back. Aborting while waiting throws the signal's reason. */
  take(signal: AbortSignal): Promise<() => void>;
}

export function createEffectSlots(count: number): EffectSlots {
  let free = count;
  const waiting = new Set<() => void>();

  function release(): void {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  }

  return {
    get free() {
      return free;
    },
    take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free -= 1;
        return Promise.resolve(once(release));
      }
      return new Promise((resolve, reject) => {
        const turn = (): void => {
          waiting.delete(turn);
          signal.removeEventListener('abort', leave);
          resolve(once(release));
        };
        const leave = (): void => {
          waiting.delete(turn);
          reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
        };
        waiting.add(turn);
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
