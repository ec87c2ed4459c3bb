import type { Virtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { type Folding, isFolded } from './folding.ts';
import type { TimelineGroups } from './timeline-groups.ts';

export interface WalkOptions {
  readonly items: readonly number[];
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly frame: RefObject<HTMLDivElement | null>;
  /** The line the reader is at. */
  readonly active: number | undefined;
  readonly onActive: (item: number) => void;
}

const page = 12;

/** Keys of the list: one line of it is in the order of Tab, arrows, Home, End and the page keys lead to the others, left folds and right opens. */
export function useWalk({ items, virtual, frame, active, onActive }: WalkOptions): { readonly reached: number | undefined; readonly onKeyDown: (event: KeyboardEvent<HTMLDivElement>) => void } {
  const wanted = useRef<number>(undefined);
  const at = active === undefined ? -1 : items.indexOf(active);
  const inSight = virtual.getVirtualItems();
  const isInSight = inSight.some(({ index }) => index === at);
  // The line one comes to by Tab is one that is there.
  const reached = isInSight ? active : items[inSight.find(({ start }) => start >= (virtual.scrollOffset ?? 0))?.index ?? 0];

  useEffect(() => {
    if (wanted.current === undefined) return;
    const button = frame.current?.querySelector<HTMLButtonElement>(`li[data-item="${wanted.current}"] > button`);
    if (button === null || button === undefined) return;
    wanted.current = undefined;
    button.focus({ preventScroll: true });
  });

  const go = (index: number): void => {
    const to = Math.min(items.length - 1, Math.max(0, index));
    const item = items[to];
    if (item === undefined) return;
    wanted.current = item;
    virtual.scrollToIndex(to, { align: 'auto' });
    onActive(item);
  };

  return {
    reached,
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const own = event.target instanceof Element ? event.target.closest<HTMLElement>('li[data-item]') : null;
      const button = own?.querySelector<HTMLButtonElement>(':scope > button');
      const isOnLine = button === event.target || event.target === event.currentTarget;
      const index = own === null ? (reached === undefined ? 0 : items.indexOf(reached)) : items.indexOf(Number(own.dataset['item']));
      const steps: { readonly [key: string]: number } = { ArrowDown: index + 1, ArrowUp: index - 1, Home: 0, End: items.length - 1, PageDown: index + page, PageUp: index - page };
      const to = steps[event.key];
      if (to !== undefined && isOnLine) {
        event.preventDefault();
        go(event.target === event.currentTarget && index >= 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp') ? index : to);
      } else if (isOnLine && turns(event.key, button)) {
        event.preventDefault();
        button?.click();
      } else if (event.key === 'Escape' && button?.ariaExpanded === 'true' && Number(own?.dataset['item']) > 0) {
        event.stopPropagation();
        button.focus();
        button.click();
      }
    },
  };
}

function turns(key: string, button: HTMLButtonElement | null | undefined): boolean {
  return (key === 'ArrowRight' && button?.ariaExpanded === 'false') || (key === 'ArrowLeft' && button?.ariaExpanded === 'true');
}

/** Whether an item is a group that is folded. */
export function itemBy(groups: TimelineGroups, folding: Folding, item: number): boolean {
  const group = groups.groupOf(item);
  return group !== undefined && isFolded(folding, group);
}
