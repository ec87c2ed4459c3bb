import { type KeyboardEvent, useState } from 'react';
import type { PaletteEntry } from '../palette-entries.ts';
import type { PaletteGroup } from './palette-groups.ts';

export interface ActiveEntry {
  /** Key of the entry that Enter chooses; absent where there is none. */
  readonly active: string | undefined;
  /** The arrows move it, Enter chooses it. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly point: (key: string) => void;
  /** Something else was typed: the best is meant again. */
  readonly forget: () => void;
}

const pageOf = 8;
const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: pageOf, PageUp: -pageOf };

/** What an entry is known by in the list; the same entry may stand in two groups. */
export function keyOf(group: Pick<PaletteGroup, 'id'>, entry: Pick<PaletteEntry, 'id'>): string {
  return `${group.id} ${entry.id}`;
}

/** Which entry is meant: the best fit, whatever comes while the host looks, until somebody goes to another one. */
export function useActiveEntry(groups: readonly PaletteGroup[], onChoose: (entry: PaletteEntry) => void): ActiveEntry {
  const [pointed, setPointed] = useState<string>();
  const entries = groups.flatMap((group) => group.entries.filter(({ obstacle }) => obstacle === undefined).map((entry) => ({ key: keyOf(group, entry), entry })));
  const found = entries.findIndex(({ key }) => key === pointed);
  const at = found === -1 ? 0 : found;
  const moveTo = (index: number): void => { setPointed(entries[index]?.key); };
  return {
    active: entries[at]?.key,
    point: setPointed,
    forget: () => { setPointed(undefined); },
    onKeyDown: (event) => {
      // A key of an input method belongs to what is being written.
      if (event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      const by = steps[event.key];
      const chosen = entries[at];
      if (by !== undefined && entries.length > 0) moveTo(stepped(at, by, entries.length));
      else if (event.key === 'Enter' && chosen !== undefined) onChoose(chosen.entry);
      else return;
      event.preventDefault();
    },
  };
}

/** One step goes round at the ends; a page stops there. */
function stepped(at: number, by: number, count: number): number {
  return Math.abs(by) === 1 ? (at + by + count) % count : Math.min(count - 1, Math.max(0, at + by));
}
