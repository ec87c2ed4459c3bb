import { useSyncExternalStore } from 'react';

const second = 1000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = wholeSecond();

/** One clock for all that counts on the screen, which stands still while nothing does. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, second);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The second that is under way counts as gone: what was read twice in it is the same. */
function wholeSecond(): number {
  return Math.ceil(Date.now() / second) * second;
}

function tick(): void {
  now = wholeSecond();
  for (const each of listeners) each();
}

function read(): number {
  // Nobody listened for a while: what was read last is long ago.
  if (timer === undefined) now = wholeSecond();
  return now;
}

/** The time, kept true to the second while it is on screen. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read);
}
