import { useEffect, useRef } from 'react';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Icon } from '../../components/Icon.tsx';
import { shellWords } from '../../strings/shell.ts';
import type { PaletteEntry } from '../palette-entries.ts';
import styles from '../Palette.module.css';
import type { PaletteGroup } from './palette-groups.ts';
import { type ActiveEntry, keyOf } from './use-active-entry.ts';

export interface PaletteListProps extends Pick<ActiveEntry, 'active' | 'point'> {
  /** Ids of the list and its entries begin so. */
  readonly id: string;
  readonly groups: readonly PaletteGroup[];
  /** More may come. */
  readonly isBusy: boolean;
  /** Why nothing stands there. */
  readonly none: string;
  readonly onChoose: (entry: PaletteEntry) => void;
}

/** The entries that fit, group by group. The field above keeps the focus and moves through them. */
export function PaletteList({ id, groups, active, point, isBusy, none, onChoose }: PaletteListProps) {
  if (groups.length === 0) return <p className={styles['empty']}>{isBusy ? shellWords.loading : none}</p>;
  return (
    <div role="listbox" id={id} aria-label={shellWords.palette.title} aria-busy={isBusy} className={styles['list']}>
      {groups.map((group) => (
        <div key={group.id} role="group" aria-labelledby={`${id} ${group.id}`.replaceAll(' ', '-')} className={styles['group']}>
          <div id={`${id} ${group.id}`.replaceAll(' ', '-')} className={styles['title']}>
            {group.title}
          </div>
          {group.entries.map((entry) => {
            const key = keyOf(group, entry);
            return <Entry key={key} id={optionId(id, key)} entry={entry} isActive={key === active} onPoint={() => { point(key); }} onChoose={() => { onChoose(entry); }} />;
          })}
        </div>
      ))}
    </div>
  );
}

/** The id of an entry in the page, by which the field names the one that is meant. */
export function optionId(list: string, key: string): string {
  return `${list}-${key.replaceAll(/[^\w-]/gu, '-')}`;
}

interface EntryProps {
  readonly id: string;
  readonly entry: PaletteEntry;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}

function Entry({ id, entry: { icon, label, hint, obstacle }, isActive, onPoint, onChoose }: EntryProps) {
  const isDisabled = obstacle !== undefined;
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isActive]);
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the field above has the focus and the keys, as of every combobox
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={isActive}
      aria-disabled={isDisabled}
      data-focused={isActive || undefined}
      data-disabled={isDisabled || undefined}
      className={styles['entry']}
      onPointerMove={isDisabled || isActive ? undefined : onPoint}
      // The focus stays in the field.
      onPointerDown={(event) => { event.preventDefault(); }}
      onClick={isDisabled ? undefined : onChoose}
    >
      <Icon name={icon} />
      <span className={styles['label']}>
        {shownText(label)}
        {isDisabled && <span className={styles['obstacle']}>{obstacle}</span>}
      </span>
      <code className={styles['hint']}>{hint}</code>
    </div>
  );
}
