import { useSyncExternalStore } from 'react';
import { createStore } from '../../state/create-store.ts';

/** How long a word stands at the foot of the designer for those who look. */
const shownMs = 8000;

const said = createStore({ words: '', isShown: true });
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something to those who listen, and shows it for a while unless it stands on the screen already. The same words again are heard again. */
export function announce(next: string, isShown = true): void {
  clearTimeout(timer);
  said.set({ words: said.get().words === next ? `${next}\u00A0` : next, isShown });
  timer = setTimeout(() => { said.set({ words: '', isShown: true }); }, shownMs);
}

/** Takes back what was said last, where it still stands. */
export function hush(words: string): void {
  if (said.get().words.trimEnd() === words) said.set({ words: '', isShown: true });
}

/** Takes back whatever was said. */
export function quiet(): void {
  clearTimeout(timer);
  said.set({ words: '', isShown: true });
}

export function useAnnouncement(): { readonly words: string; readonly isShown: boolean } {
  return useSyncExternalStore(said.subscribe, said.get);
}
