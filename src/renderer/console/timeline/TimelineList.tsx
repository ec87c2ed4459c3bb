import { useVirtualizer } from '@tanstack/react-virtual';
import { type UIEvent, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import { useConsole, usePosition } from '../console-context.tsx';
import { type Folding, lineOf, turned } from './folding.ts';
import styles from './Timeline.module.css';
import { TimelineItem } from './TimelineItem.tsx';
import { itemBy, useWalk } from './use-walk.ts';

export interface TimelineListProps {
  /** From top to bottom; the same list is longer when lines came at its end. */
  readonly items: readonly number[];
  readonly folding: Folding;
  readonly onFold: (change: (folding: Folding) => Folding) => void;
  readonly isJson: boolean;
  readonly onNode: (nodeId: string) => void;
}

/** Heights in units of the root's text. */
const headHeight = 1.875;
const rowHeight = 2.625;

/** The lines of a timeline, of which only those in sight are in the page; it stays at its end while rows come, unless the reader has moved away. */
export function TimelineList({ items, folding, onFold, isJson, onNode }: TimelineListProps) {
  const { feed, position, nameOf } = useConsole();
  const { at, row: active } = usePosition();
  const frame = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const end = useEnd(items.length);
  const [{ head, row }] = useState(heights);
  // Made anew, these would have all lines measured again.
  const estimateSize = useCallback((index: number) => ((items[index] ?? 0) < 0 ? head : row), [items, head, row]);
  const getItemKey = useCallback((index: number) => items[index] ?? index, [items]);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to a memoized child
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => frame.current,
    estimateSize,
    getItemKey,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const current = at === undefined ? undefined : lineOf(feed.groups, folding, at);
  const walk = useWalk({ items, virtual, frame, active: active ?? current, onActive: (item) => { position.set({ row: item }); } });

  useEffect(() => { feed.payloads.want(shown.flatMap(({ index }) => (items[index] ?? 0) > 0 ? [items[index] ?? 0] : [])); });
  const height = virtual.getTotalSize();
  useEffect(() => {
    if (at === undefined && end.isHeld && items.length > 0) virtual.scrollToIndex(items.length - 1);
  }, [at, end.isHeld, items.length, height, virtual]);
  useEffect(() => {
    const index = current === undefined ? -1 : items.indexOf(current);
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
  }, [current, items, virtual]);

  const toggle = useCallback((item: number): void => {
    position.set({ row: item, ...(position.get().at === undefined || item < 0 ? {} : { at: item }) });
    if (item < 0) onFold((before) => turned(before, -1 - item));
    else setOpened((before) => flipped(before, item));
  }, [position, onFold]);

  return (
    <div className={styles['body']}>
      <ScrollArea ref={frame} id="timeline-rows" className={styles['rows']} label={words.title} onKeyDown={walk.onKeyDown} onScroll={end.onScroll}>
        <ol style={{ height }} className={styles['whole']}>
          {shown.map(({ index, key, start }) => {
            const item = items[index] ?? 0;
            const isOpen = opened.has(item);
            return (
              <li key={key} ref={isOpen ? virtual.measureElement : undefined} data-index={index} data-item={item} className={styles['item']} style={{ transform: `translateY(${start}px)`, ...(isOpen ? {} : { height: item < 0 ? head : row }) }} aria-setsize={items.length} aria-posinset={index + 1}>
                <TimelineItem
                  item={item}
                  feed={feed}
                  version={item < 0 ? (feed.groups.groupOf(item)?.last ?? 0) : feed.payloads.get(item) === undefined ? 0 : 1}
                  isFolded={itemBy(feed.groups, folding, item)}
                  isOpen={isOpen}
                  isReached={item === walk.reached}
                  isLater={at !== undefined && firstOf(feed.groups, item) > at}
                  isCurrent={item === current}
                  isJson={isJson}
                  nameOf={nameOf}
                  onToggle={toggle}
                  onNode={onNode}
                />
              </li>
            );
          })}
        </ol>
      </ScrollArea>
      {at === undefined && !end.isHeld && (
        <div className={styles['fresh']}>
          <Button size="small" icon="chevronDown" onPress={() => { end.hold(); virtual.scrollToIndex(items.length - 1); }}>
            {end.fresh > 0 ? words.fresh(end.fresh) : words.follow}
          </Button>
        </div>
      )}
    </div>
  );
}

function firstOf(groups: { groupOf(item: number): { readonly first: number } | undefined }, item: number): number {
  return item < 0 ? (groups.groupOf(item)?.first ?? 0) : item;
}

function flipped(set: ReadonlySet<number>, item: number): ReadonlySet<number> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

/** Of the two kinds of lines, in pixels. */
function heights(): { readonly head: number; readonly row: number } {
  const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return { head: headHeight * unit, row: rowHeight * unit };
}

interface End {
  /** The list stays at its end. */
  readonly isHeld: boolean;
  /** Lines that came since the reader moved away. */
  readonly fresh: number;
  readonly hold: () => void;
  readonly onScroll: (event: UIEvent<HTMLDivElement>) => void;
}

/** Whoever scrolls up leaves the end; rows that turn out higher or lower do not. */
function useEnd(length: number): End {
  const last = useRef({ top: 0, height: 0 });
  const [left, setLeft] = useState<number>();
  return {
    isHeld: left === undefined,
    fresh: left === undefined ? 0 : Math.max(0, length - left),
    hold: () => { setLeft(undefined); },
    onScroll: ({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
      const hasMovedUp = scrollTop < last.current.top && scrollHeight === last.current.height;
      const isAtEnd = scrollHeight - scrollTop - clientHeight < 24;
      last.current = { top: scrollTop, height: scrollHeight };
      if (isAtEnd && left !== undefined) setLeft(undefined);
      else if (hasMovedUp && !isAtEnd && left === undefined) setLeft(length);
    },
  };
}
