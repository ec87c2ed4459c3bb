import { useSyncExternalStore } from 'react';

const query = globalThis.matchMedia('(width >= 68.75rem)');

/** Whether there is room for timeline, map and drawer beside each other. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => query.matches);
}

function subscribe(listener: () => void): () => void {
  query.addEventListener('change', listener);
  return () => {
    query.removeEventListener('change', listener);
  };
}
