import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import { shellWords } from '../../strings/shell.ts';
import type { PaletteEntry } from '../palette-entries.ts';
import styles from '../Palette.module.css';
import type { PaletteGroup } from './palette-groups.ts';

export interface PaletteListProps {
  readonly groups: readonly PaletteGroup[];
  /** More may come. */
  readonly isBusy: boolean;
  readonly onChoose: (entry: PaletteEntry) => void;
}

/** The entries that fit, group by group; the field above moves through them. */
export function PaletteList({ groups, isBusy, onChoose }: PaletteListProps) {
  return (
    <ListBox
      aria-label={shellWords.palette.title}
      aria-busy={isBusy}
      className={classNames(styles['list'])}
      renderEmptyState={() => <p className={styles['empty']}>{isBusy ? shellWords.loading : shellWords.palette.empty}</p>}
    >
      {groups.map(({ id, title, entries }) => (
        <ListBoxSection key={id} id={id} className={classNames(styles['group'])}>
          <Header className={classNames(styles['title'])}>{title}</Header>
          {entries.map((entry) => (
            <ListBoxItem
              key={`${id} ${entry.id}`}
              id={`${id} ${entry.id}`}
              textValue={[entry.label, entry.hint].join(' ')}
              isDisabled={entry.obstacle !== undefined}
              className={classNames(styles['entry'])}
              onAction={() => {
                onChoose(entry);
              }}
            >
              <Icon name={entry.icon} />
              <span className={styles['label']}>
                {entry.label}
                {entry.obstacle !== undefined && <span className={styles['obstacle']}>{entry.obstacle}</span>}
              </span>
              <code className={styles['hint']}>{entry.hint}</code>
            </ListBoxItem>
          ))}
        </ListBoxSection>
      ))}
    </ListBox>
  );
}
