import { sha256Base32, sha256Hex } from '../model/sha256.ts';

/**
 * The key a receiver tells attempts apart by: equal on every attempt, resume and in-doubt retry of one intent. Only a
 * person's new intent raises the generation.
 */
export function effectKey(run: string, effect: string, generation: number): string {
  return sha256Base32(`aiwm-effect-1\0${run}\0${effect}\0${generation}`).slice(0, 32);
}

/** A number in [0, 1) that follows from the key and the attempt, so that runs spread their retries and replay agrees. */
export function jitterFraction(key: string, attempt: number): number {
  return Number.parseInt(sha256Hex(`aiwm-jitter-1\0${key}\0${attempt}`).slice(0, 8), 16) / 2 ** 32;
}
