import { Button } from 'react-aria-components';
import { classNames } from '../../components/class-names.ts';
import { libraryWords } from '../../strings/library.ts';
import styles from './library.module.css';

const words = libraryWords.pills;
const pills = ['all', 'draft', 'published', 'fix'] as const;
export type Pill = (typeof pills)[number];

export interface StatusPillsProps {
  readonly value: Pill;
  readonly onChange: (pill: Pill) => void;
}

/** Narrows the list to workflows in one state. */
export function StatusPills({ value, onChange }: StatusPillsProps) {
  return (
    <div role="group" aria-label={words.label} className={styles['pills']}>
      {pills.map((each) => (
        <Button
          key={each}
          aria-pressed={each === value}
          className={classNames(styles['pill'])}
          onPress={() => {
            onChange(each);
          }}
        >
          {words[each]}
        </Button>
      ))}
    </div>
  );
}
