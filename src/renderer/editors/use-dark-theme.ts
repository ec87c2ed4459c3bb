import { useSyncExternalStore } from 'react';

/** Whether the page is dark now; follows every change of theme. */
export function useDarkTheme(): boolean {
  return useSyncExternalStore(watch, isDark);
}

function watch(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    observer.disconnect();
  };
}

function isDark(): boolean {
  return document.documentElement.dataset['theme'] === 'dark';
}
