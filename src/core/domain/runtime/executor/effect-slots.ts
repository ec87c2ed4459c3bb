/** A bounded number of effects at once, first come first served. */
export interface EffectSlots {
  readonly free: number;
  /** A slot at once, or nothing; the answer gives it back. */
  tryTake(): (() => void) | undefined;
  /** Calls `turn` with a slot once there is one for it, later than now; the answer leaves the queue. */
  wait(turn: (release: () => void) => void): () => void;
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
    wait: (turn) => {
      const handOver = (): void => {
        waiting.delete(handOver);
        turn(once(release));
      };
      waiting.add(handOver);
      return () => void waiting.delete(handOver);
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
