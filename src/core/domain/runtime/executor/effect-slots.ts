/** A bounded number of effects at once, first come first served. */
export interface EffectSlots {
  readonly free: number;
  /** A slot at once, or nothing; the answer gives it back. */
  tryTake(): (() => void) | undefined;
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

  function tryTake(): (() => void) | undefined {
    if (free === 0) return undefined;
    free -= 1;
    return once(release);
  }

  return {
    get free() {
      return free;
    },
    tryTake,
    take: (signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const slot = tryTake();
        if (slot !== undefined) return resolve(slot);
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
      }),
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
