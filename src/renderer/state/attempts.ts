import { useEffect } from 'react';

let count = 0;

/** Which attempt at something is under way: a command that got no answer is the same command only within one. */
export function currentAttempt(): number {
  return count;
}

/** What is asked for from here on is meant anew, even where it is word for word the same. */
export function endAttempt(): void {
  count += 1;
}

/** Whoever closes a dialog has done with what was asked there. */
export function useAttempt(): void {
  useEffect(() => endAttempt, []);
}
