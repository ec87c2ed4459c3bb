import { endedStatuses } from '../../core/domain/model/run.ts';
import { createStore } from '../state/create-store.ts';

/** A run that was opened in this window and not closed again. */
export interface OpenRunTab {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  /** Something was done to it here, and it has not ended since. */
  readonly isSteered: boolean;
}

interface OpenRuns {
  readonly tabs: readonly OpenRunTab[];
}

/** More are too many to tell apart; the one that was opened first goes. */
const most = 8;
const kept = 'aiwm.runs.open';

export const openRuns = createStore<OpenRuns>({ tabs: readKept() });

openRuns.subscribe(() => {
  try {
    sessionStorage.setItem(kept, JSON.stringify(openRuns.get().tabs));
  } catch {
    // A window that may keep nothing forgets its tabs with the page.
  }
});

/** Puts a run among the open ones, or says how it stands now. */
export function noteOpened({ id, name, status, hasEnded }: Omit<OpenRunTab, 'isSteered'> & { readonly hasEnded: boolean }): void {
  const { tabs } = openRuns.get();
  const before = tabs.find((tab) => tab.id === id);
  const now: OpenRunTab = { id, name, status, isSteered: before?.isSteered === true && !hasEnded };
  if (before !== undefined && before.name === name && before.status === status && before.isSteered === now.isSteered) return;
  openRuns.set({ tabs: before === undefined ? [...tabs, now].slice(-most) : tabs.map((tab) => (tab.id === id ? now : tab)) });
}

/** What somebody does with a run that has ended, such as keeping it as a test, steers nothing. */
export function noteSteered(id: string): void {
  change((tab) => (tab.id === id && !isEnded(tab) ? { ...tab, isSteered: true } : tab));
}

/** How runs stand that are not on the screen. */
export function noteStatuses(runs: readonly Pick<OpenRunTab, 'id' | 'status'>[]): void {
  const statuses = new Map(runs.map(({ id, status }) => [id, status]));
  change((tab) => {
    const status = statuses.get(tab.id) ?? tab.status;
    return status === tab.status ? tab : { ...tab, status, isSteered: tab.isSteered && !isEnded({ status }) };
  });
}

/** Who was told that several are steered knows it: from now on only what is done next counts. */
export function forgetSteered(): void {
  change((tab) => (tab.isSteered ? { ...tab, isSteered: false } : tab));
}

function change(each: (tab: OpenRunTab) => OpenRunTab): void {
  const { tabs } = openRuns.get();
  const changed = tabs.map(each);
  if (changed.some((tab, at) => tab !== tabs[at])) openRuns.set({ tabs: changed });
}

function isEnded({ status }: Pick<OpenRunTab, 'status'>): boolean {
  return endedStatuses.some((each) => each === status);
}

/** Takes a run from the open ones; answers which is to be shown instead of it. */
export function closeRun(id: string): OpenRunTab | undefined {
  const { tabs } = openRuns.get();
  const at = tabs.findIndex((tab) => tab.id === id);
  const left = tabs.filter((tab) => tab.id !== id);
  openRuns.set({ tabs: left });
  return left[Math.min(at, left.length - 1)];
}

/** Other runs that are steered in this window besides one. */
export function othersSteered(id: string): readonly OpenRunTab[] {
  return openRuns.get().tabs.filter((tab) => tab.id !== id && tab.isSteered);
}

function readKept(): readonly OpenRunTab[] {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(kept) ?? '[]');
    return Array.isArray(read) ? read.filter(isTab) : [];
  } catch {
    return [];
  }
}

function isTab(value: unknown): value is OpenRunTab {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && 'name' in value && typeof value.name === 'string' && 'status' in value && typeof value.status === 'string' && 'isSteered' in value && typeof value.isSteered === 'boolean';
}
