import { useSyncExternalStore } from 'react';
import { type OpenTab, readTabs } from './open-tabs.ts';
import { tellAll } from '../../../../core/domain/model/tell-all.ts';

const storageKey = 'aiwm.documents.open';
const listeners = new Set<() => void>();
let tabs: readonly OpenTab[] | undefined;

function current(): readonly OpenTab[] {
  tabs ??= readTabs(sessionStorage.getItem(storageKey) ?? localStorage.getItem(storageKey));
  return tabs;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Changes which documents stand open; kept for this window, and for the next one that opens. */
export function changeTabs(change: (before: readonly OpenTab[]) => readonly OpenTab[]): readonly OpenTab[] {
  const next = change(current());
  if (next === tabs) return next;
  tabs = next;
  const kept = JSON.stringify(next);
  sessionStorage.setItem(storageKey, kept);
  localStorage.setItem(storageKey, kept);
  tellAll(listeners);
  return next;
}

/** The documents that stand open in this window. */
export function useOpenTabs(): readonly OpenTab[] {
  return useSyncExternalStore(subscribe, current);
}
