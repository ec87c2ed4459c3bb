import { useSyncExternalStore } from 'react';
import { createStore } from '../../state/create-store.ts';

/** How long a word stands at the foot of the designer for those who look. */
const shownMs = 8000;

const said = createStore({ words: '' });
let timer: ReturnType<typeof setTimeout> | undefined;

/** Says something to those who listen, and shows it for a while. The same words again are heard again. */
export function announce(next: string): void {
  clearTimeout(timer);
  said.set({ words: said.get().words === next ? `${next}\u00A0` : next });
  timer = setTimeout(() => { said.set({ words: '' }); }, shownMs);
}

export function useAnnouncement(): string {
  return useSyncExternalStore(said.subscribe, () => said.get().words);
}
