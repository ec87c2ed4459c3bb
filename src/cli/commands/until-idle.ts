import { setTimeout as delay } from 'node:timers/promises';
import type { App } from '../../core/app/app.ts';

const betweenLooksMs = 200;

export interface Patience {
  /** How long the first client may take to come. */
  readonly firstMs: number;
  /** How long nothing may be committed, once something was. */
  readonly quietMs: number;
}

/** Resolves when every run that clients named has nothing to do and no client came for a while, or when aborted. */
export async function untilIdle(app: Pick<App, 'idle' | 'publisher'>, signal: AbortSignal, { firstMs, quietMs }: Patience = { firstMs: 15_000, quietMs: 3000 }): Promise<void> {
  let until = performance.now() + firstMs;
  const stopListening = app.publisher.listen('run:committed', () => {
    until = performance.now() + quietMs;
  });
  try {
    while (!signal.aborted) {
      await app.idle(signal);
      const rest = until - performance.now();
      if (rest <= 0) return;
      await delay(Math.min(rest, betweenLooksMs), undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    stopListening();
  }
}
