import { ListBox, ListBoxItem } from 'react-aria-components';
import { Ago } from '../../components/Ago.tsx';
import { classNames } from '../../components/class-names.ts';
import { Icon } from '../../components/Icon.tsx';
import type { IconName } from '../../components/icon-paths.ts';
import { historyWords } from '../../strings/designer-history.ts';
import styles from './history.module.css';
import { personName } from './person-name.ts';
import type { PastState } from './use-states.ts';

const icons: Readonly<Record<PastState['kind'], IconName>> = { screen: 'workflow', version: 'lock', imported: 'upload', checkpoint: 'flag', save: 'clock', purged: 'trash' };

export interface StateListProps {
  readonly states: readonly PastState[];
  /** Nothing is left of them to be chosen. */
  readonly purged: readonly PastState[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
}

/** The states of the workflow, one of which is chosen. */
export function StateList({ states, purged, chosen, onChoose }: StateListProps) {
  return (
    <ListBox
      aria-label={historyWords.list}
      className={classNames(styles['states'])}
      selectionMode="single"
      disallowEmptySelection
      disabledKeys={purged.map(({ key }) => key)}
      selectedKeys={chosen === undefined ? [] : [chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onChoose(String(key));
      }}
    >
      {[...states, ...purged].map((state) => (
        <ListBoxItem key={state.key} id={state.key} textValue={[historyWords.kinds[state.kind], state.name, state.note].filter(Boolean).join(', ')} className={classNames(styles['state'])}>
          <Icon name={icons[state.kind]} size="small" />
          <span>
            <strong>{state.name}</strong>
            {state.note !== undefined && <span className={styles['quote']}>{state.note}</span>}
            <span className={styles['when']}>
              {historyWords.kinds[state.kind]}
              {state.at !== undefined && <> · <Ago at={state.at} /></>}
              {state.by !== undefined && <> · {personName(state.by)}</>}
            </span>
          </span>
        </ListBoxItem>
      ))}
    </ListBox>
  );
}
