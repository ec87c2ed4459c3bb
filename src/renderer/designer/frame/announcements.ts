import { useSyncExternalStore } from 'react';

/** How long a word stands at the foot of the designer for those who look. */
const shownMs = 8000;

let words = '';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** Says something to those who listen, and shows it for a while. The same words again are heard again. */
export function announce(next: string): void {
  clearTimeout(timer);
  tell(words === next ? `${next}\u00A0` : next);
  timer = setTimeout(() => { tell(''); }, shownMs);
}

export function useAnnouncement(): string {
  return useSyncExternalStore(subscribe, () => words);
}

function tell(next: string): void {
  words = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
