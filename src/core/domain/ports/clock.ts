/** Time, as the only way anything inside learns or waits for it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. May jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds from an arbitrary start; never goes back. For measuring, not for dates. */
  monotonic(): number;
  /** Returns once `now()` has reached `at`, at once when it already has. Aborting throws the signal's reason. */
  sleepUntil(at: number, signal: AbortSignal): Promise<void>;
}
