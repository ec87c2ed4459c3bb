import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { SearchField, Input, Label } from 'react-aria-components';
import { describeEvent, type RunStory } from '../../core/domain/model/run-story.ts';
import type { RunLine } from '../../core/domain/operations/runs.ts';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/class-names.ts';
import { Icon } from '../components/Icon.tsx';
import { ScrollArea } from '../components/ScrollArea.tsx';
import { runWords } from '../strings/runs.ts';
import styles from './RunTimeline.module.css';
import { TimelineRow } from './TimelineRow.tsx';

export interface RunTimelineProps {
  readonly lines: readonly RunLine[];
  readonly nameOf: (nodeId: string) => string;
  /** Only rows of this node. */
  readonly nodeId?: string | undefined;
  readonly onEveryNode: () => void;
}

interface ToldLine {
  readonly line: RunLine;
  readonly story: RunStory;
}

/** What happened, row by row, as it happens. Only rows in sight are in the page, so length does not matter. */
export function RunTimeline({ lines, nameOf, nodeId, onEveryNode }: RunTimelineProps) {
  const [filter, setFilter] = useState('');
  const told = useMemo(() => lines.map((line) => ({ line, story: describeEvent(line, nameOf) })), [lines, nameOf]);
  const rows = useMemo(() => matching(told, { filter, nodeId }), [told, filter, nodeId]);

  return (
    <section className={styles['timeline']} aria-labelledby="timeline-title">
      <header className={styles['header']}>
        <h2 id="timeline-title">{runWords.timeline.title}</h2>
        <span className={styles['count']}>{runWords.timeline.count(rows.length)}</span>
        <SearchField value={filter} onChange={setFilter} className={classNames(styles['search'])}>
          <Label className="visually-hidden">{runWords.timeline.filter}</Label>
          <Icon name="search" size="small" />
          <Input placeholder={runWords.timeline.filter} />
        </SearchField>
      </header>
      {nodeId !== undefined && (
        <p className={styles['only']}>
          {runWords.timeline.node(nameOf(nodeId))}
          <Button size="small" look="quiet" onPress={onEveryNode}>
            {runWords.timeline.allNodes}
          </Button>
        </p>
      )}
      {rows.length === 0 ? <p className={styles['none']}>{lines.length === 0 ? runWords.timeline.empty : runWords.timeline.none}</p> : <Rows rows={rows} />}
    </section>
  );
}

function matching(told: readonly ToldLine[], { filter, nodeId }: { readonly filter: string; readonly nodeId: string | undefined }): readonly ToldLine[] {
  const wanted = filter.trim().toLowerCase();
  if (wanted === '' && nodeId === undefined) return told;
  return told.filter(({ line, story }) => {
    if (nodeId !== undefined && line.nodeId !== nodeId) return false;
    return `${line.type} ${story.title} ${story.detail ?? ''}`.toLowerCase().includes(wanted);
  });
}

/** The scrolled list: it stays at its end while new rows come, unless the reader has moved away from it. */
function Rows({ rows }: { readonly rows: readonly ToldLine[] }) {
  const frame = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const last = useRef({ top: 0, height: 0 });
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to a memoized child
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => 46,
    getItemKey: (index) => rows[index]?.line.seq ?? index,
    overscan: 12,
  });

  // Rows turn out higher than was estimated once they are in the page.
  const height = virtual.getTotalSize();
  useEffect(() => {
    if (isAtEnd.current && rows.length > 0) virtual.scrollToIndex(rows.length - 1);
  }, [rows.length, height, virtual]);

  const toggle = (seq: number): void => {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(seq)) next.add(seq);
      return next;
    });
  };

  return (
    <ScrollArea
      ref={frame}
      id="timeline-rows"
      className={styles['rows']}
      label={runWords.timeline.title}
      onKeyDown={onKey}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        // Whoever scrolls up leaves the end; rows that turn out higher or lower do not.
        const hasMovedUp = scrollTop < last.current.top && scrollHeight === last.current.height;
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 80 || (isAtEnd.current && !hasMovedUp);
        last.current = { top: scrollTop, height: scrollHeight };
      }}
    >
      <ol style={{ height }} className={styles['whole']}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          const seq = row.line.seq ?? item.index;
          return (
            <li key={item.key} ref={virtual.measureElement} data-index={item.index} className={styles['row']} style={{ transform: `translateY(${item.start}px)` }}>
              <TimelineRow
                line={row.line}
                story={row.story}
                isOpen={opened.has(seq)}
                onToggle={() => {
                  toggle(seq);
                }}
              />
            </li>
          );
        })}
      </ol>
    </ScrollArea>
  );
}

function onKey(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key === 'Escape') closeRow(event);
  else walk(event);
}

/** Escape closes the opened row the focus is in, and the focus goes to its button. */
function closeRow(event: KeyboardEvent<HTMLDivElement>): void {
  const row = event.target instanceof Element ? event.target.closest('li') : null;
  const button = row?.querySelector<HTMLButtonElement>('button[aria-expanded=true]');
  if (button === null || button === undefined) return;
  event.stopPropagation();
  button.focus();
  button.click();
}

/** Up and down move between the rows' buttons. */
function walk(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button[aria-expanded]')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const next = at === -1 ? buttons.at(event.key === 'ArrowDown' ? 0 : -1) : buttons[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
