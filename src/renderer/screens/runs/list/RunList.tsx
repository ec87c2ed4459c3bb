import { useVirtualizer } from '@tanstack/react-virtual';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { Icon } from '../../../components/Icon.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { useSingleKeys } from '../../../state/use-single-keys.ts';
import { usePhone } from '../../../state/use-phone.ts';
import { runListWords as words } from '../../../strings/runs-list.ts';
import { runWords } from '../../../strings/runs.ts';
import { type Chosen, none, turned, withAll } from './choosing.ts';
import styles from './RunList.module.css';
import { RunRow } from './RunRow.tsx';
import { actOfKey, moved } from './row-keys.ts';
import type { RunsInput } from './runs-filter.ts';
import { type Sight, useRunPages } from './use-run-pages.ts';

/** In units of the root's text. */
const rowHeight = { wide: 3, phone: 4.25 };

export interface RunListProps {
  readonly input: RunsInput;
  /** How often the list was begun anew: what was read before is read again. */
  readonly times: number;
  readonly chosen: Chosen;
  readonly onChoose: (change: (chosen: Chosen) => Chosen) => void;
  readonly onOrder: () => void;
  /** Begins the list anew, at what is newest now. */
  readonly onRenew: () => void;
  /** What stands here when no run fits. */
  readonly empty: React.ReactNode;
}

/** Runs as rows of which only those in sight are in the page: one stop for Tab, walked by the arrow keys. */
export function RunList({ input, times, chosen, onChoose, onOrder, onRenew, empty }: RunListProps) {
  const navigate = useNavigate();
  const hasSingleKeys = useSingleKeys();
  const frame = useRef<HTMLDivElement>(null);
  const [sight, setSight] = useState<Sight>({ from: 0, until: 30 });
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const pages = useRunPages({ input, times }, sight);
  const height = rowHeight[usePhone() ? 'phone' : 'wide'] * rootUnit();
  const count = pages.isEnd ? pages.length : pages.length + 1;
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to a memoized child
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => height,
    overscan: 6,
    onChange: ({ range }) => {
      if (range !== null) setSight((before) => (before.from === range.startIndex && before.until === range.endIndex ? before : { from: range.startIndex, until: range.endIndex }));
    },
  });
  useEffect(() => { virtual.measure(); }, [virtual, height]);
  const isAnew = pages.isEnd && pages.length === 0 && pages.fresh > 0;
  useEffect(() => { if (isAnew) onRenew(); }, [isAnew, onRenew]);

  const go = (to: number): void => {
    setActive(to);
    virtual.scrollToIndex(to, { align: 'auto' });
  };
  const chooseUpTo = async (to: number): Promise<void> => {
    const rows = await pages.between(Math.min(anchor.current, to), Math.max(anchor.current, to));
    onChoose((before) => withAll(before, rows));
  };
  const turn = (index: number): void => {
    const run = pages.row(index);
    anchor.current = index;
    if (run !== undefined) onChoose((before) => turned(before, run));
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    // What stands in the head of the list has keys of its own.
    const act = event.target === event.currentTarget ? actOfKey(event, hasSingleKeys) : undefined;
    if (act === undefined) return;
    event.preventDefault();
    const run = pages.row(active);
    if (act === 'open') {
      if (run !== undefined) void navigate({ to: '/runs/$id', params: { id: run.id } });
    } else if (act === 'choose') turn(active);
    else if (act === 'none') onChoose(() => none);
    else {
      const to = moved(active, act, { last: pages.length - 1, page: Math.max(1, sight.until - sight.from - 1) });
      go(to);
      if (event.shiftKey) void chooseUpTo(to);
      else anchor.current = to;
    }
  };

  if (pages.isLoading && pages.error !== null) return <Failure error={pages.error} title={runWords.cannotList} onRetry={pages.retry} />;
  if (pages.isLoading) return <Skeleton count={8} />;
  if (pages.length === 0) return empty;
  const items = virtual.getVirtualItems();
  const at = Math.min(active, pages.length - 1);

  return (
    <div className={styles['list']}>
      <div role="grid" aria-label={words.list} aria-multiselectable aria-rowcount={pages.isEnd ? count + 1 : -1} aria-colcount={7} className={styles['grid']} aria-describedby="run-list-keys" tabIndex={0} aria-activedescendant={items.some(({ index }) => index === at) ? rowId(at) : undefined} onKeyDown={onKeyDown}>
        <div role="rowgroup">
          <HeadRow isOldest={input.order === 'oldest'} onOrder={onOrder} />
        </div>
        <div
          ref={frame}
          role="rowgroup"
          className={styles['rows']}
        >
          <div role="presentation" style={{ height: virtual.getTotalSize() }} className={styles['whole']}>
            {items.map(({ index, start }) => (
              <RunRow
                key={index}
                id={rowId(index)}
                index={index}
                run={pages.row(index)}
                isActive={index === at}
                isChosen={chosen.has(pages.row(index)?.id ?? '')}
                top={start}
                onTurn={(isRange) => {
                  setActive(index);
                  if (isRange) void chooseUpTo(index);
                  else turn(index);
                }}
                onPoint={() => { setActive(index); anchor.current = index; }}
              />
            ))}
          </div>
        </div>
      </div>
      <p id="run-list-keys" className="visually-hidden">{words.hint}</p>
      <div className={styles['foot']}>
        <span>{words.loaded(pages.length, pages.isEnd)}</span>
        {pages.error !== null && <Failure error={pages.error} title={runWords.cannotList} onRetry={pages.retry} isInline />}
      </div>
      <p role="status" className="visually-hidden">{pages.fresh > 0 && words.freshSaid(pages.fresh)}</p>
      {pages.fresh > 0 && (
        <div className={styles['fresh']}>
          <Button size="small" icon="chevronUp" onPress={onRenew}>{words.fresh(pages.fresh)}</Button>
        </div>
      )}
    </div>
  );
}

function HeadRow({ isOldest, onOrder }: { readonly isOldest: boolean; readonly onOrder: () => void }) {
  const { columns } = words;
  return (
    <div role="row" aria-rowindex={1} className={styles['head']}>
      <span role="columnheader"><span className="visually-hidden">{columns.choose}</span></span>
      <span role="columnheader">{columns.workflow}</span>
      <span role="columnheader">{columns.state}</span>
      <span role="columnheader" className={styles['wide']}>{columns.waits}</span>
      <span role="columnheader" aria-sort={isOldest ? 'ascending' : 'descending'}>
        <button type="button" className={styles['sort']} title={isOldest ? words.sort.oldest : words.sort.newest} onClick={onOrder}>
          {columns.started}
          <Icon name={isOldest ? 'chevronUp' : 'chevronDown'} size="small" />
        </button>
      </span>
      <span role="columnheader" className={styles['number']}>{columns.took}</span>
      <span role="columnheader" className={styles['number']}>{columns.cost}</span>
    </div>
  );
}

function rowId(index: number): string {
  return `run-row-${String(index)}`;
}

function rootUnit(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
